package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.data.table.CsvTable;
import picocli.CommandLine;

/** Commands whose runs are made on two threads of a Spark in this process: all is as without it. */
class ClusterCommandTest {

    private static final String TINY =
            "network=mlp width=8 latent-size=2 train-size=200 validation-size=50 batch-size=50 updates=12";
    private static final String CLUSTER = " --master local[2]";

    @TempDir
    Path folder;

    /** All but the time. */
    private static List<Map<String, String>> rows(Path table) {
        return CsvTable.read(table).rows().stream()
                .map(row -> {
                    Map<String, String> values = new HashMap<>(row.values());
                    values.remove("seconds");
                    return values;
                })
                .toList();
    }

    private static List<String> parameters(Path run) {
        try (TrainedModel model = TrainedModel.load(run.resolve("model.zip"))) {
            return model.parameters().values().stream()
                    .map(values -> Arrays.toString(values.data().asFloat()))
                    .toList();
        }
    }

    private void assertSameRun(String run) throws IOException {
        for (String side : List.of("here", "there")) {
            assertTrue(Files.exists(folder.resolve(side).resolve(run).resolve("model.zip")), run);
        }
        assertEquals(
                parameters(folder.resolve("here").resolve(run)),
                parameters(folder.resolve("there").resolve(run)));
        assertEquals(
                Files.readString(folder.resolve("here").resolve(run).resolve("history.csv")),
                Files.readString(folder.resolve("there").resolve(run).resolve("history.csv")));
    }

    @Test
    void aSearchGivesTheSameTableAndModels() throws IOException {
        String search = "search --grid --epsilon 1,2,4 --method vat --" + TINY.replace(" ", " --") + " --out " + folder;

        Cli here = Cli.succeed(search + "/here");
        URI shared = folder.resolve("shared").toUri();
        Cli there = Cli.succeed(search + "/there" + CLUSTER + " --shared " + shared);

        assertEquals(rows(folder.resolve("here/results.csv")), rows(folder.resolve("there/results.csv")));
        assertEquals(here.out().replace("/here", "/there"), there.out());
        for (int trial = 1; trial <= 3; trial++) {
            assertSameRun("trial-00" + trial);
        }
        assertTrue(there.err().contains("trial 2: validation error "), there.err());
    }

    @Test
    void experimentsGiveTheSameTableAndModelsAndOneThatFailsIsTold() throws IOException {
        Path plans = Files.createDirectory(folder.resolve("plans"));
        Files.writeString(plans.resolve("common.properties"), TINY.replace(' ', '\n') + "\nrobustness-size=0\n");
        Files.writeString(plans.resolve("explodes.properties"), "method=baseline\nlearning-rate=1e30\n");
        Files.writeString(
                plans.resolve("vat.properties"),
                "method=vat\nepsilon=2\nattack.l2=1\nattack.examples=10\nattack.iterations=2\nattack.queries=5\n");
        String experiment = "experiment --seeds 1,2 " + plans + " --out " + folder;

        Cli here = Cli.line(experiment + "/here");
        Cli there = Cli.line(experiment + "/there" + CLUSTER);

        assertEquals(rows(folder.resolve("here/results.csv")), rows(folder.resolve("there/results.csv")));
        assertEquals(2, rows(folder.resolve("there/results.csv")).size());
        assertSameRun("vat/seed-2");
        for (Cli cli : List.of(here, there)) {
            assertEquals(1, cli.code(), cli.err());
            assertTrue(
                    cli.err().contains("2 of 4 runs failed, see above: explodes, seed 1; explodes, seed 2"), cli.err());
            assertTrue(cli.err().contains("warning: explodes, seed 1 failed: "), cli.err());
        }
        assertEquals(
                0,
                Cli.line(experiment.replace(plans.toString(), plans + "/vat.properties") + "/there" + CLUSTER)
                        .code());
    }

    @Test
    void withoutSparkItIsToldHowToStart() {
        CommandLine line = new CommandLine(new SearchCommand());
        Choices.addTo(line);
        line.parseArgs("--out", "out", "--master", "spark://head:7077");
        SearchCommand command = line.getCommand();

        IllegalStateException error = assertThrows(
                IllegalStateException.class, () -> command.cluster.check("no.such.Spark", "search", command.given()));

        assertEquals(
                "--master is spark://head:7077, but Apache Spark is not on the class path; start with: spark-submit --class "
                        + "org.mat4j.examples.cli.Main mat-examples.jar search ...",
                error.getMessage());
    }

    @Test
    void optionsThatDoNotFitAreRefused() {
        Cli.line("search --grid --epsilon 1,2 --out " + folder + "/out --shared file:///tmp/runs")
                .assertFailed(2, "--shared file:///tmp/runs has no effect without --master");
        Cli.line("search --grid --epsilon 1,2 --out " + folder + "/out --master local --shared /tmp/runs")
                .assertFailed(2, "'--shared'", "shared folder is '/tmp/runs', expected a URI with a path");
        assertTrue(Files.notExists(folder.resolve("out")));
    }

    @Test
    void aMasterThatDoesNotAnswerIsToldBeforeAnyRun() {
        Cli.line("search --grid --epsilon 1,2 --out " + folder + "/out --master spark://localhost:1")
                .assertFailed(1, "no Spark master answers at spark://localhost:1");
        assertTrue(Files.notExists(folder.resolve("out/trial-001")));
    }
}
