package org.mat4j.lab.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.mat4j.core.check.Checks;
import org.mat4j.core.io.FileErrors;
import org.mat4j.core.train.checkpoint.CheckpointStore;
import org.mat4j.lab.output.Output;
import org.mat4j.lab.output.OutputException;

/**
 * The folder of one run: the model, its history, its smoothness, its progress or summary, and its checkpoints.
 *
 * @param path the folder; to be read it need not exist, to be written it is {@linkplain #open opened}
 */
public record RunDirectory(Path path) {

    /** Checks that the path is not empty. */
    public RunDirectory {
        Checks.path("folder of a run", path);
    }

    /** What becomes of an earlier run's files. */
    public enum Existing {
        /** They are an error. */
        KEEP,
        /**
         * Model and summary are replaced once training has succeeded; its checkpoints go at once. A run that is stopped before
         * takes the place of the history alone, and the folder is no longer that of a {@linkplain #isFinished finished} run.
         */
        REPLACE,
        /** The run is resumed from its newest checkpoint, or starts if it has left nothing yet. */
        RESUME
    }

    /**
     * Opens the folder of a run that is to be written; it is created if need be.
     *
     * @throws OutputException if it cannot be written to, or holds a run that is to be kept
     */
    public static RunDirectory open(Path path, Existing existing) {
        RunDirectory directory = new RunDirectory(path);
        Output.createFolder(path);
        if (existing == Existing.KEEP) {
            directory.requireEmpty();
        }
        if (existing == Existing.RESUME && !directory.holdsCheckpoints() && Files.exists(directory.summary())) {
            throw new OutputException("the run in the folder " + path
                    + " is finished, and has left no checkpoint to resume from; choose another folder, or have it"
                    + " overwritten");
        }
        return directory;
    }

    /** Whether the folder holds checkpoints; it need not exist. */
    public boolean holdsCheckpoints() {
        return CheckpointStore.holdsAny(checkpoints());
    }

    /**
     * Whether the folder's summary and model are those of its newest run: a run that was stopped before it could replace them
     * has left its progress beside them.
     */
    public boolean isFinished() {
        return Files.exists(summary()) && !Files.exists(progress());
    }

    private void requireEmpty() {
        boolean unfinished = holdsCheckpoints();
        for (Path file : List.of(model(), history(), smoothness(), summary(), checkpoints())) {
            if (file.equals(checkpoints()) ? unfinished : Files.exists(file)) {
                throw new OutputException("the folder " + path + " already holds a run (" + file.getFileName() + "); "
                        + (unfinished ? "resume it, " : "") + "choose another one, or have it overwritten");
            }
        }
    }

    /** The trained model. */
    public Path model() {
        return path.resolve("model.zip");
    }

    /** A row per update, see {@link History}. */
    public Path history() {
        return path.resolve("history.csv");
    }

    /** The smoothness during training, where it was measured, see {@link SmoothnessPlan#write}. */
    public Path smoothness() {
        return path.resolve("smoothness.csv");
    }

    /** How far a training has come that is not finished, see {@link RunProgress}. */
    public Path progress() {
        return path.resolve("progress.json");
    }

    /** The result, see {@link RunSummary}. */
    public Path summary() {
        return path.resolve("summary.json");
    }

    /** The folder of the checkpoints, see {@link CheckpointStore}. */
    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    /**
     * Removes the checkpoints, which would be mixed with those of another run.
     *
     * @throws org.mat4j.core.train.checkpoint.CheckpointException if a file cannot be removed
     */
    public void clearCheckpoints() {
        CheckpointStore.clear(checkpoints());
    }

    /** Removes files of an earlier run, which would be taken for this one's. */
    static void remove(Path... files) {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new OutputException("cannot replace " + file + ": " + FileErrors.reason(e), e);
            }
        }
    }
}
