package org.mat4j.core.train;

/**
 * Asks a training to stop after the update that is running. Thread-safe; once requested it stays so.
 *
 * <p>The training writes a checkpoint, if it keeps any, and ends with a {@link TrainingStoppedException}.
 */
public final class StopSignal {

    private volatile boolean requested;

    /** Asks to stop. */
    public void request() {
        requested = true;
    }

    /** Whether it was asked to stop. */
    public boolean isRequested() {
        return requested;
    }
}
