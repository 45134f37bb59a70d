package org.mat4j.core.train;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/**
 * Asks a training to stop after what is running, or within it where that takes longer than some seconds: an update, an
 * evaluation, recomputed statistics, the building of the graph. Thread-safe; once requested it stays so.
 *
 * <p>The training writes a checkpoint, if it keeps any and has made an update, and ends with a {@link
 * TrainingStoppedException}. An update or evaluation that was broken off is made again when the training is resumed. What
 * the model is made of at the end is not written again: that is resumed from the last checkpoint.
 */
public final class StopSignal {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final long patience;
    private volatile boolean requested;
    private volatile long requestedAt;

    /** One that is not requested yet. */
    public StopSignal() {
        this(PATIENCE);
    }

    /** @param patience how long an update or the building of a graph may still take after the request */
    StopSignal(Duration patience) {
        this.patience = patience.toNanos();
    }

    /** Asks to stop. */
    public void request() {
        if (!requested) {
            requestedAt = System.nanoTime();
            requested = true;
        }
    }

    /** Whether it was asked to stop so long ago that what is running is to be broken off. */
    boolean isOverdue() {
        return requested && System.nanoTime() - requestedAt >= patience;
    }

    /** Breaks off a work in steps, at one of them, where it is overdue. */
    void checkOverdue() {
        if (isOverdue()) {
            throw new CancellationException("told to stop");
        }
    }

    /** Whether it was asked to stop. */
    public boolean isRequested() {
        return requested;
    }
}
