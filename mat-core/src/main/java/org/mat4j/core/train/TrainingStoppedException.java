package org.mat4j.core.train;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.mat4j.core.train.checkpoint.Checkpoint.Progress;

/**
 * Training was stopped by its {@link StopSignal} before its end: there is no model, but a checkpoint to resume from if the
 * training keeps any. Only a trainer that was given a signal throws it.
 */
public final class TrainingStoppedException extends CancellationException {

    private static final long serialVersionUID = 1L;

    private final transient Progress progress;
    private final transient Path checkpoint;

    /**
     * @param progress how far training was
     * @param checkpoint the file that was written; null if none was
     */
    TrainingStoppedException(Progress progress, Path checkpoint) {
        super(
                progress.update() == 0
                        ? "training was stopped before it made an update; nothing was written"
                        : "training was stopped after update " + progress.update()
                                + (checkpoint == null
                                        ? "; it keeps no checkpoint to resume from"
                                        : "; the checkpoint " + checkpoint + " was written to resume from"));
        this.progress = progress;
        this.checkpoint = checkpoint;
    }

    /** How far training was. */
    public Progress progress() {
        return progress;
    }

    /** The checkpoint that was written; empty if the training keeps none. */
    public Optional<Path> checkpoint() {
        return Optional.ofNullable(checkpoint);
    }
}
