package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures beside the error, from the command line. */
class SmoothnessAndGeometryTest {

    private static final String SETTINGS = "train --network mlp --width 8 --latent-size 2 --train-size 300"
            + " --validation-size 30 --robustness-size 0 --batch-size 50 --updates ";

    @TempDir
    Path folder;

    @Test
    void trainWritesTheSmoothness() throws IOException {
        Cli train = Cli.succeed(SETTINGS + "5 --smoothness-every 2 --out " + folder);
        Path file = folder.resolve("smoothness.csv");
        assertTrue(train.err().contains("history.csv, " + file + " and "), train.err());
        List<String> lines = Files.readAllLines(file);
        assertEquals("update,output,manifold,average", lines.get(0));
        assertEquals(3, lines.size());
        for (int i = 1; i < 3; i++) {
            String[] cells = lines.get(i).split(",");
            assertEquals(2 * i, Integer.parseInt(cells[0]));
            assertTrue(Double.parseDouble(cells[1]) > 0, lines.get(i));
            assertEquals(
                    (Double.parseDouble(cells[1]) + Double.parseDouble(cells[2])) / 2, Double.parseDouble(cells[3]));
        }
    }

    @Test
    void trainWritesEventsForTensorBoard() throws IOException {
        Cli.succeed(SETTINGS + "3 --checkpoint-every 3 --tensorboard --out " + folder);
        assertEquals(1, eventFiles());
        Cli.succeed(SETTINGS + "5 --resume --tensorboard --out " + folder);
        assertEquals(2, eventFiles());
    }

    private long eventFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("events.out.tfevents."))
                    .count();
        }
    }

    @Test
    void resumingWithAnotherIntervalIsRefused() {
        String out = " --checkpoint-every 2 --out " + folder;
        Cli.succeed(SETTINGS + "2 --smoothness-every 2" + out);

        Cli other = Cli.line(SETTINGS + "4 --resume --smoothness-every 1" + out);

        other.assertFailed(1, "the smoothness before is every 2 updates as ", ", expected every 1 as ");
        Cli.succeed(SETTINGS + "4 --resume --smoothness-every 2" + out);
    }

    @Test
    void resumingARunThatWasNotMeasuredIsRefused() {
        String out = " --checkpoint-every 2 --out " + folder;
        Cli.succeed(SETTINGS + "2" + out);

        Cli measured = Cli.line(SETTINGS + "4 --resume --smoothness-every 2" + out);

        measured.assertFailed(1, "no state of the listener 'smoothness'", "--smoothness-every");
    }

    @Test
    void evaluatePrintsTheGeometryOnRequest() throws IOException {
        Cli.succeed(SETTINGS + "20 --out " + folder);
        String line = "evaluate --model " + folder.resolve("model.zip");

        Cli plain = Cli.line(line);
        Cli more = Cli.succeed(line + " --geometry");
        assertFalse(plain.json().has("geometry"));
        JsonNode geometry = more.json().path("geometry");
        assertEquals(plain.json(), ((ObjectNode) more.json()).without("geometry"));
        JsonNode latent = geometry.path("latent");
        assertEquals(
                latent.path("betweenScatter").asDouble()
                        / latent.path("withinScatter").asDouble(),
                latent.path("fisherRatio").asDouble());
        for (String field : List.of("meanClassDistance", "smallestClassDistance", "nearestMeanAccuracy")) {
            assertTrue(latent.path(field).asDouble() > 0, latent::toString);
        }
        assertTrue(Math.abs(latent.path("silhouette").asDouble(9)) < 1, latent::toString);
        JsonNode mixture = geometry.path("mixture");
        assertEquals(1000, mixture.path("examples").asInt());
        assertTrue(mixture.path("ownLogDensity").isDouble()
                && mixture.path("logDensity").isDouble());
        JsonNode softmax = geometry.path("calibration").path("softmax");
        JsonNode posterior = geometry.path("calibration").path("mixture");
        double error = more.json().path("testError").asDouble();
        assertEquals(error, 100 * (1 - softmax.path("accuracy").asDouble()), 1e-9);
        assertEquals(
                mixture.path("accuracy").asDouble(), posterior.path("accuracy").asDouble());
        for (JsonNode calibration : List.of(softmax, posterior)) {
            int n = 0;
            double expected = 0;
            double maximum = 0;
            for (JsonNode bin : calibration.path("bins")) {
                double gap = Math.abs(bin.path("accuracy").asDouble()
                        - bin.path("meanConfidence").asDouble());
                assertTrue(
                        bin.path("meanConfidence").asDouble()
                                > bin.path("above").asDouble(),
                        bin::toString);
                assertTrue(
                        bin.path("meanConfidence").asDouble()
                                <= bin.path("upTo").asDouble(),
                        bin::toString);
                n += bin.path("count").asInt();
                expected += gap * bin.path("count").asInt() / 1000;
                maximum = Math.max(maximum, gap);
            }
            assertEquals(1000, n);
            assertEquals(expected, calibration.path("expectedError").asDouble(), 1e-12);
            assertEquals(maximum, calibration.path("maximumError").asDouble(), 1e-12);
        }
    }
}
