package org.mat4j.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.lab.experiment.RunDirectory.Existing;
import org.mat4j.lab.output.OutputException;
import org.mat4j.lab.testing.Messages;

/** A run's folder, and files that are complete or absent. */
class RunDirectoryTest {

    @TempDir
    Path folder;

    @Test
    void isCreatedAndLeftEmpty() throws IOException {
        RunDirectory directory = RunDirectory.open(folder.resolve("a/b"), Existing.KEEP);

        assertEquals(0, count(directory.path()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.zip", "history.csv", "smoothness.csv", "summary.json"})
    void refusesAFolderWithAnyFileOfARun(String name) throws IOException {
        Files.writeString(folder.resolve(name), "old");

        Messages.name(
                OutputException.class,
                () -> RunDirectory.open(folder, Existing.KEEP),
                "already holds a run (" + name + ")");
        assertEquals("old", Files.readString(folder.resolve(name)));
    }

    @Test
    void refusesAFolderWithCheckpointsUnlessItIsToBeResumed() throws IOException {
        Files.createDirectory(folder.resolve("checkpoints"));
        RunDirectory.open(folder, Existing.KEEP);
        Files.writeString(folder.resolve("checkpoints/latest-000000001.checkpoint"), "old");

        Messages.name(
                OutputException.class,
                () -> RunDirectory.open(folder, Existing.KEEP),
                "already holds a run (checkpoints); resume it, ");
        Files.writeString(folder.resolve("summary.json"), "old");
        RunDirectory.open(folder, Existing.RESUME);
    }

    @Test
    void aFinishedRunWithoutCheckpointsIsNotResumed() throws IOException {
        RunDirectory.open(folder, Existing.RESUME);
        Files.writeString(folder.resolve("summary.json"), "old");

        Messages.name(
                OutputException.class,
                () -> RunDirectory.open(folder, Existing.RESUME),
                "is finished, and has left no checkpoint");
    }

    @Test
    void toReplaceARunRemovesNothingYet() throws IOException {
        Files.writeString(folder.resolve("model.zip"), "old");

        RunDirectory.open(folder, Existing.REPLACE);

        assertEquals("old", Files.readString(folder.resolve("model.zip")));
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }
}
