package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.data.table.CsvTable;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.testing.SignaledChild;

/** Experiments that are files, run into a table of results. */
class ExperimentCommandTest {

    private static final List<String> COMMON = List.of(
            "network=mlp",
            "width=8",
            "latent-size=2",
            "train-size=100",
            "validation-size=50",
            "batch-size=50",
            "robustness-size=20",
            "checkpoint-every=20");
    private static final String TRAIN = "train --network mlp --width 8 --latent-size 2 --train-size 100"
            + " --validation-size 50 --batch-size 50 --robustness-size 20 --quiet";

    @TempDir
    Path folder;

    private Path results;

    @BeforeEach
    void writeTheCommonFile() throws IOException {
        results = folder.resolve("results/table.csv");
        write("common", COMMON);
    }

    private void write(String name, List<String> lines) throws IOException {
        Path table = Files.createDirectories(folder.resolve("table"));
        Files.write(table.resolve(name + ".properties"), lines);
    }

    private String line(String seeds) {
        return "experiment " + folder.resolve("table") + " --quiet --seeds " + seeds + " --out "
                + folder.resolve("runs") + " --results " + results;
    }

    private Path run(String name) {
        return folder.resolve("runs").resolve(name);
    }

    private List<Map<String, String>> rows() {
        return CsvTable.read(results).rows().stream().map(CsvTable.Row::values).toList();
    }

    private void assertRow(Map<String, String> row, String name, int seed) throws IOException {
        JsonNode summary = new ObjectMapper()
                .readTree(run(name + "/seed-" + seed + "/summary.json").toFile());
        assertEquals(name, row.get("experiment"));
        assertEquals(Integer.toString(seed), row.get("seed"));
        assertEquals(summary.at("/provenance/mat4j").asText(), row.get("version"));
        assertEquals(summary.at("/updates").asText(), row.get("updates"));
        Map.of(
                        "test-error", "/testError",
                        "validation-error", "/validationError",
                        "l2-error", "/robustness/l2Error",
                        "fgsm-error", "/robustness/fgsmError",
                        "seconds", "/seconds")
                .forEach((column, field) -> assertEquals(
                        summary.at(field).asDouble(), Double.parseDouble(row.get(column)), 5.1e-5, column));
    }

    @Test
    void everyExperimentRunsWithEverySeedOnce() throws IOException {
        write("vat", List.of("method=vat", "updates=2"));
        write(
                "baseline",
                List.of(
                        "method=baseline",
                        "updates=2",
                        "attack.l-infinity=0.1",
                        "attack.examples=5",
                        "attack.queries=3",
                        "attack.iterations=2"));
        Cli.succeed(TRAIN + " --method vat --updates 2 --seed 10 --out " + run("vat/seed-10"));

        Cli cli = Cli.succeed(line("10,2"));

        List<Map<String, String>> rows = rows();
        assertEquals(4, rows.size());
        assertRow(rows.get(0), "baseline", 2);
        assertRow(rows.get(1), "baseline", 10);
        assertRow(rows.get(2), "vat", 2);
        assertRow(rows.get(3), "vat", 10);
        assertEquals(4, cli.out().lines().count());
        JsonNode first =
                new ObjectMapper().readTree(cli.out().lines().findFirst().orElseThrow());
        assertEquals(rows.get(1).get("fisher-ratio"), first.path("fisher-ratio").asText());
        assertFalse(Files.readString(results).contains(folder.toString()), "a folder of this machine");

        assertEquals("5", rows.get(0).get("l-infinity-0.1-n"));
        double low = Double.parseDouble(rows.get(0).get("l-infinity-0.1-low"));
        double robust = Double.parseDouble(rows.get(0).get("l-infinity-0.1"));
        double high = Double.parseDouble(rows.get(0).get("l-infinity-0.1-high"));
        assertTrue(low <= robust && robust <= high && low < high, rows.toString());
        assertEquals("", rows.get(2).get("l-infinity-0.1"));

        JsonNode geometry = Cli.succeed("evaluate --geometry --model " + run("vat/seed-2/model.zip"))
                .json();
        assertEquals(
                geometry.at("/geometry/latent/fisherRatio").asDouble(),
                Double.parseDouble(rows.get(2).get("fisher-ratio")),
                5.1e-5);
        Cli.succeed(TRAIN + " --method vat --updates 2 --seed 2 --out " + folder.resolve("train"));
        Runs.assertSame(folder.resolve("train"), run("vat/seed-2"));

        Path document = Files.writeString(
                folder.resolve("results/doc.md"),
                "<!-- table: table.csv\ntest-error: error\n-->\n<!-- end of table -->\n");
        Cli.line("tables --check " + document.getParent()).assertFailed(1, document + ", line 1", "mat4j tables");
        Cli.succeed("tables " + document.getParent());
        Cli.succeed("tables --check " + document);
        double mean = (Double.parseDouble(rows.get(2).get("test-error"))
                        + Double.parseDouble(rows.get(3).get("test-error")))
                / 2;
        assertTrue(
                Files.readString(document).contains(String.format(Locale.ROOT, "| vat | 2 | %.2f ± ", mean)),
                Files.readString(document));

        FileTime trained = Files.getLastModifiedTime(run("baseline/seed-2/summary.json"));
        String before = Files.readString(results);
        Files.delete(results);
        Path measures = run("baseline/seed-2/measures.json");
        String warned =
                Files.readString(measures).replaceAll("(?s)\"warnings\" : \\[.*?]", "\"warnings\" : [\"doubtful\"]");
        Files.writeString(measures, warned);
        Cli again = Cli.succeed(line("10,2"));
        assertEquals(before, Files.readString(results));
        assertEquals(trained, Files.getLastModifiedTime(run("baseline/seed-2/summary.json")));
        assertTrue(again.err().contains("warning: baseline, seed 2: doubtful"), "kept measures, not new ones");

        Files.writeString(measures, warned.replaceFirst("\"model\" : \"[0-9a-f]*\"", "\"model\" : \"another\""));
        assertFalse(Cli.succeed(line("2")).err().contains("doubtful"), "measures of another model");
        assertEquals(before, Files.readString(results));
    }

    @Test
    void aFinishedRunWithOtherSettingsIsRefusedByTheirNames() throws IOException {
        write("vat", List.of("method=vat", "updates=2"));
        Cli.succeed(line("1"));
        String before = Files.readString(results);

        for (String[] other : new String[][] {
            {"epsilon=0.5", "perturbation.epsilon is '2.0' there, '0.5' here"},
            {"width=4", "network sizes is '[8, 4, 2, 2]' there, '[4, 2, 1, 2]' here"},
            {"learning-rate=0.5", "updater is 'Adam("},
            {"robustness-size=10", "robustnessSize is '20' there, '10' here"},
            {"preprocessing=standardized", "preprocessing is 'scaled to [0, 1]' there, 'standardized"},
            {"patience=3", "patience is not given there, '3' here"},
            {"train-size=90", "trainSize is '100' there, '90' here"},
        }) {
            write("vat", List.of("method=vat", "updates=2", other[0]));
            Cli.line(line("1,2")).assertFailed(1, run("vat/seed-1"), other[1]);
        }

        assertFalse(Files.exists(run("vat/seed-2")), "nothing is begun");
        assertEquals(before, Files.readString(results));
    }

    /** Batch normalization, unlabeled images, and what a fitted preprocessing records. */
    @Test
    void runsByHandCountWhateverTheirOptions() throws IOException {
        String options =
                "network=conv-small width=3 method=vat labels=20 batch-size=10 unlabeled-batch-size=10 updates=3"
                        + " statistics-batches=1 weight-average=0.9 preprocessing=standardized augment=translate schedule=reference-svhn"
                        + " validation-size=20 evaluate-every=3 robustness-size=0";
        write("common", List.of());
        write("few", List.of(options.split(" ")));
        Cli.succeed("train --quiet --seed 1 --out " + run("few/seed-1") + " --"
                + options.replace(" ", " --").replace("=", " "));
        FileTime trained = Files.getLastModifiedTime(run("few/seed-1/summary.json"));

        Cli.succeed(line("1"));

        assertEquals(trained, Files.getLastModifiedTime(run("few/seed-1/summary.json")));
        assertEquals("", rows().get(0).get("l2-error"));
    }

    @Test
    void aRunThatFailsDoesNotKeepTheOthersFromRunning() throws IOException {
        write("a", List.of("method=baseline", "updates=50", "learning-rate=1e30"));
        write("b", List.of("method=baseline", "updates=2"));

        Cli cli = Cli.line(line("1"));

        assertEquals(1, cli.code(), cli.err());
        assertTrue(cli.err().contains("warning: a, seed 1 failed: "), cli.err());
        assertTrue(cli.err().contains("error: 1 of 2 runs failed, see above: a, seed 1;"), cli.err());
        assertEquals(List.of("b"), rows().stream().map(r -> r.get("experiment")).toList());
    }

    @Test
    void curvesForTensorBoardLieBesideTheRun() throws IOException {
        write("vat", List.of("method=vat", "updates=2"));
        Cli.succeed(line("1") + " --tensorboard");

        try (Stream<Path> files = Files.list(run("vat/seed-1"))) {
            assertTrue(files.anyMatch(file -> file.getFileName().toString().contains("tfevents")));
        }
        Cli.line(line("1") + " --tensorboard --master local[2]")
                .assertFailed(2, "--tensorboard has no effect", "--master");
    }

    @Test
    void wrongFilesAndSeedsAreErrorsOfTheCommandLine() throws IOException {
        write("a", List.of("widht=8"));

        Cli.line(line("1")).assertFailed(2, "a.properties, line 1", "'widht'");
        Cli.line(line("1,1")).assertFailed(2, "--seeds", "[1, 1]");
        write("a", List.of("batch-size=200"));
        Cli.line(line("1")).assertFailed(2, "batch size is 200");
        assertFalse(Files.exists(run("a")));
    }

    @Test
    void missingDataTellsWhatToDo() throws IOException {
        write("a", List.of("dataset=mnist"));

        Cli.line(line("1") + " --data " + folder.resolve("none"))
                .assertFailed(1, folder.resolve("none"), "--data DIR, or --download");
    }

    @Test
    void aRunThatWasStoppedBySignalResumesToTheSameEnd() throws Exception {
        write("vat", List.of("method=vat", "updates=200"));
        SignaledChild child = SignaledChild.endedBy(SignaledChild.Signal.TERM, folder.resolve("child.log"));

        int exitCode = child.run(
                () -> new RunDirectory(run("vat/seed-1")).holdsCheckpoints(),
                Main.class,
                line("1,2").split(" "));

        assertEquals(143, exitCode, child.output());
        assertTrue(child.output().contains("stopped; give the same command to resume"), child.output());
        assertFalse(Files.exists(run("vat/seed-2")));
        int done = Files.readAllLines(run("vat/seed-1/history.csv")).size() - 1;
        assertTrue(done < 200, child.output());

        Cli.succeed(line("1,2"));
        assertEquals(List.of("1", "2"), rows().stream().map(r -> r.get("seed")).toList());
        Cli.succeed(TRAIN + " --method vat --updates 200 --seed 1 --out " + folder.resolve("whole"));
        Runs.assertSame(folder.resolve("whole"), run("vat/seed-1"));
    }
}
