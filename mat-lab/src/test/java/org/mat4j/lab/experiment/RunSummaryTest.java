package org.mat4j.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.data.Checksum;
import org.mat4j.data.InvalidDataException;
import org.mat4j.lab.output.Json;

/** A summary belongs to the model beside it. */
class RunSummaryTest {

    @TempDir
    private Path folder;

    private static RunSummary summary(String seed, String model) {
        return new RunSummary(
                "mat",
                "sample",
                "LeNet",
                2,
                9,
                null,
                1,
                5,
                3,
                4,
                1e-3,
                1,
                9.5,
                null,
                2,
                null,
                Map.of("seed", seed),
                Map.of("data", "digits", RunSummary.MODEL, model));
    }

    @Test
    void aSummaryBesideAnotherModelIsRefused() throws IOException {
        RunDirectory run = new RunDirectory(folder);
        Files.writeString(run.model(), "a model");
        String checksum = Checksum.Algorithm.SHA_256.of(run.model()).toString();
        RunSummary summary = summary("1", checksum);
        Json.write(run.summary(), summary);
        assertEquals(summary, RunSummary.read(run));

        Files.writeString(run.model(), "another model");

        String message = assertThrows(InvalidDataException.class, () -> RunSummary.read(run))
                .getMessage();
        assertTrue(message.contains(run.summary().toString()) && message.contains(checksum), message);
    }

    /** Model and summary were replaced together, after the model was opened. */
    @Test
    void aSummaryOfAnotherModelThanTheOpenOneIsRefused() {
        RunDirectory run = new RunDirectory(folder);
        ModelInfo open = new ModelInfo(
                "LeNet", new long[] {28, 28, 1}, 2, List.of("0", "1"), Map.of("seed", "1"), Map.of("data", "digits"));
        summary("1", "any").requireOf(open, run);

        String message = assertThrows(
                        InvalidDataException.class, () -> summary("2", "any").requireOf(open, run))
                .getMessage();

        for (String part : List.of(run.summary().toString(), "seed", "'2'", "'1'", "replaced meanwhile")) {
            assertTrue(message.contains(part), part + " in " + message);
        }
    }
}
