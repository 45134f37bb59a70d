package org.mat4j.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mat4j.lab.testing.Messages.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.ImageFolder;
import org.mat4j.data.download.DatasetDownloader;
import org.mat4j.data.example.TestSplit;
import org.mat4j.lab.experiment.RunDirectory.Existing;
import org.mat4j.lab.output.OutputException;
import org.mat4j.lab.search.SearchDirectory;
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

    @Test
    void anEmptyPathIsRefusedWhereverAFolderIsNamed() {
        Path empty = Path.of("");

        refused(() -> new RunDirectory(empty), "folder of a run", "empty path");
        refused(() -> new SearchDirectory(empty), "folder of a search", "empty path");
        refused(() -> CheckpointConfig.builder(empty).build(), "folder of checkpoints", "empty path");
        refused(
                () -> ImageFolder.read(
                        empty, new ImageFolder.Reading(Optional.empty(), Optional.empty()), TestSplit.DEFAULT),
                "folder of pictures",
                "empty path");
        refused(
                () -> DatasetDownloader.defaults().download(ImageDataset.MNIST, empty, ImageDataset.Extra.EXCLUDED),
                "folder to download to",
                "empty path");
    }
}
