package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.lab.testing.Messages.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.measure.attack.ensemble.StandardEnsemble;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.train.StopSignal;
import org.mat4j.data.table.CsvTable;
import org.mat4j.lab.results.PlannedRun;
import org.mat4j.lab.results.ThreatPlan;

/** Experiments as files: what is read, and what is refused by file and line. */
class ExperimentFileTest {

    private static final Path DOCS = Path.of("../docs");

    @TempDir
    Path folder;

    private Path write(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name + ".properties"), List.of(lines));
    }

    private static PlannedRun plan(ExperimentFile file) {
        Path out = Path.of("runs");
        return file.plan(file.train(7, out, List.of(), told -> {}), 7, out, new StopSignal());
    }

    @Test
    void aFileHasItsFoldersCommonSettingsAndItsOwnCountMore() throws IOException {
        write("common", "# for all", "", "network = mlp", "latent-size=8", "width=8", "updates=10");
        write("mat", "method=mat", "width=4");
        write("baseline", "method=baseline");

        List<PlannedRun> runs = ExperimentFile.read(folder).stream()
                .map(ExperimentFileTest::plan)
                .toList();

        assertEquals(
                List.of("baseline", "mat"), runs.stream().map(PlannedRun::name).toList());
        assertEquals(
                List.of("[8, 4, 2, 8]", "[4, 2, 1, 8]"),
                runs.stream()
                        .map(r -> r.experiment().network().settings().get("sizes"))
                        .toList());
        assertEquals("mat", runs.get(1).experiment().method().id());
        assertEquals(10, runs.get(1).experiment().updates().orElseThrow());
        assertEquals(7, runs.get(1).experiment().seed());
        assertEquals(Path.of("runs/mat/seed-7"), runs.get(1).directory().path());
        assertEquals(List.of(), runs.get(1).threats().ensembles());
        assertEquals(ThreatPlan.DEFAULT_EXAMPLES, runs.get(1).threats().examples());
    }

    @Test
    void threatsAreListsOfSizesByNorm() throws IOException {
        Path file = write("one", "attack.l-infinity=8/255,0.1", "attack.examples=20", "attack.queries=50");

        ThreatPlan threats = plan(ExperimentFile.read(file).get(0)).threats();

        assertEquals(20, threats.examples());
        assertEquals(
                List.of(8.0 / 255, 0.1),
                threats.ensembles().stream().map(e -> e.threat().epsilon()).toList());
        for (StandardEnsemble ensemble : threats.ensembles()) {
            assertEquals(
                    StandardEnsemble.of(Norm.L_INFINITY, ensemble.threat().epsilon())
                            .withQueries(50),
                    ensemble);
        }
    }

    @Test
    void theHashIsOfTheSettingsAlone() throws IOException {
        Path one = write("one", "width=8", "updates=10");
        Path same = write("same", "# a comment", "updates = 10", "", "width=8");
        Path other = write("other", "width=8", "updates=11");

        String hash = ExperimentFile.read(one).get(0).hash();

        assertTrue(hash.matches("[0-9a-f]{8}"), hash);
        assertEquals(hash, ExperimentFile.read(same).get(0).hash());
        assertNotEquals(hash, ExperimentFile.read(other).get(0).hash());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "widht=8, the option 'widht'",
                "width, 'width'",
                "seed=2, the option 'seed'",
                "out=runs, the option 'out'",
                "data=/mnist, the option 'data'",
                "method=mat, the option 'method' again",
                "width=wide, 'wide'",
                "attack.l2=much, 'much'",
                "attack.l3=1, the option 'attack.l3'",
                "svhn-extra=maybe, 'maybe'",
            })
    void aWrongLineIsNamed(String line, String culprit) throws IOException {
        Path file = write("one", "method=mat", "", line);

        refused(() -> plan(ExperimentFile.read(file).get(0)), file + ", line 3", culprit);
    }

    @Test
    void aWrongLineOfTheCommonFileIsNamedThere() throws IOException {
        Path common = write("common", "width=0.5");
        Path file = write("one", "method=mat");

        refused(() -> plan(ExperimentFile.read(file).get(0)), common + ", line 1", "0.5");
    }

    @Test
    void settingsThatDoNotFitTogetherAreRefusedByFile() throws IOException {
        Path file = write("one", "method=baseline", "epsilon=2");
        Path attacked = write("two", "attack.l2=0,1");

        refused(() -> plan(ExperimentFile.read(file).get(0)), file.toString(), "epsilon", "baseline");
        refused(() -> plan(ExperimentFile.read(attacked).get(0)), attacked.toString(), "epsilon is 0.0");
    }

    @Test
    void aFolderWithoutExperimentsIsNamed() throws IOException {
        write("common", "width=8");

        refused(() -> ExperimentFile.read(folder), folder.toString(), "NAME.properties");
        refused(() -> ExperimentFile.read(folder.resolve("notes.txt")), "notes.txt");
    }

    /** The project's own: each can be run, and the rows of each table are of its experiment as it is now. */
    @Test
    void theProjectsExperimentsAreRightAndItsResultsAreOfThem() throws IOException {
        try (Stream<Path> tables = Files.list(DOCS.resolve("experiments"))) {
            for (Path table : tables.toList()) {
                List<ExperimentFile> files = ExperimentFile.read(table);
                files.forEach(ExperimentFileTest::plan);
                Path results = DOCS.resolve("results/" + table.getFileName() + ".csv");
                if (Files.exists(results)) {
                    for (CsvTable.Row row : CsvTable.read(results).rows()) {
                        assertTrue(
                                files.stream()
                                        .anyMatch(f -> f.name().equals(row.text("experiment"))
                                                && f.hash().equals(row.text("settings"))),
                                () -> results + " has a row of " + row.values() + ", which " + table
                                        + " does not give");
                    }
                }
            }
        }
    }
}
