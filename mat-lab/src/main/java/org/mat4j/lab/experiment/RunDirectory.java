package org.mat4j.lab.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.mat4j.core.io.FileErrors;
import org.mat4j.core.train.checkpoint.CheckpointStore;
import org.mat4j.lab.output.OutputException;

/** The folder of one run: the model, its history, its smoothness, its summary and its checkpoints. */
public final class RunDirectory {

    /** What becomes of an earlier run's files. */
    public enum Existing {
        /** They are an error. */
        KEEP,
        /** They are replaced once training has succeeded; its checkpoints go at once. */
        REPLACE,
        /** The run goes on from its newest checkpoint, or from the start if it has left nothing yet. */
        RESUME
    }

    private static final String MODEL = "model.zip";
    private static final String HISTORY = "history.csv";
    private static final String SMOOTHNESS = "smoothness.csv";
    private static final String SUMMARY = "summary.json";
    private static final String CHECKPOINTS = "checkpoints";

    private final Path path;

    private RunDirectory(Path path) {
        this.path = path;
    }

    /**
     * Creates the folder if need be, and makes sure that it can be written to.
     *
     * @param path the folder
     * @param existing what becomes of an earlier run's files
     * @throws OutputException if it cannot be written to, or holds a run that is to be kept
     */
    public static RunDirectory open(Path path, Existing existing) {
        RunDirectory directory = new RunDirectory(path);
        try {
            Files.createDirectories(path);
            Files.delete(Files.createTempFile(path, "write-test", ".part"));
        } catch (IOException e) {
            throw new OutputException(
                    "cannot write to the folder " + path + ": " + FileErrors.reason(e) + "; choose another one", e);
        }
        boolean unfinished = CheckpointStore.holdsAny(directory.checkpoints());
        if (existing == Existing.KEEP) {
            directory.requireEmpty(unfinished);
        }
        if (existing == Existing.RESUME && !unfinished && Files.exists(directory.summary())) {
            throw new OutputException(
                    "the run in the folder " + path + " is finished, and has left no checkpoint to go on from; choose"
                            + " another folder, or have it overwritten",
                    null);
        }
        return directory;
    }

    /**
     * Whether a folder holds the checkpoints of a run.
     *
     * @param path need not exist
     */
    public static boolean holdsCheckpoints(Path path) {
        return CheckpointStore.holdsAny(new RunDirectory(path).checkpoints());
    }

    /** The folder of a run that is only read; need not exist. */
    public static RunDirectory reading(Path path) {
        return new RunDirectory(path);
    }

    private void requireEmpty(boolean unfinished) {
        for (Path file : List.of(model(), history(), smoothness(), summary(), checkpoints())) {
            if (file.equals(checkpoints()) ? unfinished : Files.exists(file)) {
                throw new OutputException(
                        "the folder " + path + " already holds a run (" + file.getFileName() + "); "
                                + (unfinished ? "resume it, choose" : "choose")
                                + " another one, or have it overwritten",
                        null);
            }
        }
    }

    /** The folder. */
    public Path path() {
        return path;
    }

    /** The trained model. */
    public Path model() {
        return path.resolve(MODEL);
    }

    /** A row an update, see {@link History}. */
    public Path history() {
        return path.resolve(HISTORY);
    }

    /** The smoothness during training, where it was measured, see {@link SmoothnessFile}. */
    public Path smoothness() {
        return path.resolve(SMOOTHNESS);
    }

    /** The result, see {@link RunSummary}. */
    public Path summary() {
        return path.resolve(SUMMARY);
    }

    /** The folder of the checkpoints, see {@link CheckpointStore}. */
    public Path checkpoints() {
        return path.resolve(CHECKPOINTS);
    }

    /**
     * Removes the checkpoints, which would be mixed with those of another run.
     *
     * @throws org.mat4j.core.train.checkpoint.CheckpointException if a file cannot be removed
     */
    public void clearCheckpoints() {
        CheckpointStore.clear(checkpoints());
    }

    /** Removes the folder of the checkpoints if a short run has left none. */
    void tidyCheckpoints() {
        if (!CheckpointStore.holdsAny(checkpoints())) {
            CheckpointStore.clear(checkpoints());
        }
    }

    /** Removes what an earlier run told of its model. */
    void clearResults() {
        remove(summary());
        remove(history());
    }

    /** Removes the smoothness of an earlier run, which would be taken for that of this one. */
    void clearSmoothness() {
        remove(smoothness());
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new OutputException("cannot replace " + file + ": " + FileErrors.reason(e), e);
        }
    }
}
