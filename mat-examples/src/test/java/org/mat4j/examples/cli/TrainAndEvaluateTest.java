package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.io.FolderLock;

/** Short real runs. */
class TrainAndEvaluateTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void trainWritesWhatEvaluateReads() throws IOException {
        Path out = folder.resolve("deep/er/run");

        Cli train =
                Cli.line("train --width 2 --updates 30 --train-size 1000 --robustness-size 200 --seed 7 --out " + out);

        assertEquals(0, train.code(), train.err());
        assertEquals(Set.of("model.zip", "history.csv", "summary.json", FolderLock.FILE), files(out));
        JsonNode summary = JSON.readTree(out.resolve("summary.json").toFile());
        assertEquals(summary, train.json());
        assertEquals("mat", summary.path("method").asText());
        assertEquals("sample", summary.path("dataset").asText());
        assertEquals("lenet++", summary.path("network").asText());
        assertEquals(1000, summary.path("trainSize").asInt());
        assertEquals(500, summary.path("validationSize").asInt());
        assertEquals(1000, summary.path("testSize").asInt());
        assertEquals(30, summary.path("updates").asInt());
        assertEquals(7, summary.path("seed").asInt());
        assertTrue(summary.path("seconds").asDouble() > 0);
        double error = summary.path("testError").asDouble(-1);
        assertTrue(error > 0 && error <= 100, summary::toString);
        assertEquals(200, summary.path("robustness").path("examples").asInt());
        assertTrue(summary.path("robustness").path("smoothness").asDouble() > 0, summary::toString);
        assertTrue(summary.path("robustness").path("l2Error").asDouble() > 0, summary::toString);
        assertHistory(Files.readAllLines(out.resolve("history.csv")));

        Cli evaluate = Cli.succeed("evaluate --dataset sample --model " + out.resolve("model.zip"));
        assertEquals(error, evaluate.json().path("testError").asDouble(), 1e-9);
        assertEquals(1000, evaluate.json().path("n").asInt());
        assertEquals("sample", evaluate.json().path("dataset").asText());
        assertEquals("mat", evaluate.json().path("method").asText());
    }

    private static void assertHistory(List<String> lines) {
        assertEquals(
                "update,epoch,loss,cross_entropy,information,posterior,output_divergence,manifold_divergence,"
                        + "latent_scale,latent_within_class,latent_separation,validation_error",
                lines.get(0));
        assertEquals(31, lines.size());
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            assertEquals(12, cells.length, lines.get(i));
            assertEquals(i, Integer.parseInt(cells[0]));
            assertEquals((i - 1) / 10 + 1, Integer.parseInt(cells[1]), "ten batches an epoch");
            assertTrue(Double.isFinite(Double.parseDouble(cells[2])), lines.get(i));
            assertEquals(i % 10 != 0, cells[11].isEmpty(), "validation after each epoch: " + lines.get(i));
        }
    }

    @Test
    void theSameSeedGivesTheSameModelAndAnotherOneAnother() throws IOException {
        String common = "train --network mlp --width 16 --latent-size 3 --epochs 1 --train-size 500 --method vat"
                + " --robustness-size 0 --quiet --seed ";
        Cli first = Cli.line(common + "3 --out " + folder.resolve("a"));
        Cli second = Cli.line(common + "3 --out " + folder.resolve("b"));
        Cli other = Cli.line(common + "4 --out " + folder.resolve("c"));

        assertEquals(0, first.code() + second.code() + other.code(), first.err() + second.err() + other.err());
        assertEquals("", first.err());
        assertEquals(5, first.json().path("updates").asInt());
        assertEquals(3, first.json().path("latentSize").asInt());
        assertFalse(first.json().has("robustness"));
        String history = Files.readString(folder.resolve("a/history.csv"));
        assertEquals(history, Files.readString(folder.resolve("b/history.csv")));
        assertFalse(history.equals(Files.readString(folder.resolve("c/history.csv"))));
    }

    @Test
    void convLargeTakesTheDatasetsImages() throws IOException {
        Path out = folder.resolve("run");

        Cli train = Cli.succeed("train --network conv-large --width 3 --updates 2 --train-size 100 --batch-size 10"
                + " --robustness-size 0 --validation-size 0 --out " + out);
        assertEquals("conv-large", train.json().path("network").asText());
        assertEquals(3, train.json().path("latentSize").asInt());
        Cli evaluate = Cli.succeed("evaluate --model " + out.resolve("model.zip"));
        assertEquals(
                train.json().path("testError").asDouble(),
                evaluate.json().path("testError").asDouble(),
                1e-9);
    }

    @Test
    void aRunIsReplacedOnlyOnRequest() throws IOException {
        Path out = folder.resolve("run");
        String line = "train --network mlp --width 8 --latent-size 2 --updates 2 --train-size 200 --validation-size 0"
                + " --robustness-size 0 --method baseline --out " + out;
        Cli.succeed(line);
        String before = Files.readString(out.resolve("history.csv"));

        Cli again = Cli.line(line + " --seed 2");

        assertEquals(1, again.code());
        assertEquals(1, again.err().lines().filter(l -> l.contains("error:")).count(), again.err());
        assertTrue(again.err().contains("already holds a run"), again.err());
        assertTrue(again.err().contains("--overwrite"), again.err());
        assertEquals(before, Files.readString(out.resolve("history.csv")));

        Cli overwritten = Cli.succeed(line + " --seed 2 --overwrite");
        assertFalse(before.equals(Files.readString(out.resolve("history.csv"))));
        assertFalse(overwritten.json().has("validationError"));
    }

    private static Set<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(f -> f.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
