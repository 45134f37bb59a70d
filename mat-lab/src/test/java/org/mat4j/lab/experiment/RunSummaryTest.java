package org.mat4j.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.data.Checksum;
import org.mat4j.data.InvalidDataException;
import org.mat4j.lab.output.Json;

/** A summary belongs to the model beside it. */
class RunSummaryTest {

    @TempDir
    private Path folder;

    @Test
    void aSummaryBesideAnotherModelIsRefused() throws IOException {
        RunDirectory run = new RunDirectory(folder);
        Files.writeString(run.model(), "a model");
        String checksum = Checksum.Algorithm.SHA_256.of(run.model()).toString();
        RunSummary summary = new RunSummary(
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
                Map.of(),
                Map.of(RunSummary.MODEL, checksum));
        Json.write(run.summary(), summary);
        assertEquals(summary, RunSummary.read(run));

        Files.writeString(run.model(), "another model");

        String message = assertThrows(InvalidDataException.class, () -> RunSummary.read(run))
                .getMessage();
        assertTrue(message.contains(run.summary().toString()) && message.contains(checksum), message);
    }
}
