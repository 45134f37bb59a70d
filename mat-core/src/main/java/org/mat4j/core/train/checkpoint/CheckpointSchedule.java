package org.mat4j.core.train.checkpoint;

import java.util.function.LongSupplier;

/** Says when the next checkpoint is due. Not thread-safe. */
public final class CheckpointSchedule {

    private final CheckpointConfig config;
    private final LongSupplier clock;
    private long last;

    /** A schedule that starts now. */
    public CheckpointSchedule(CheckpointConfig config) {
        this(config, System::nanoTime);
    }

    /** @param clock in nanoseconds from any start */
    CheckpointSchedule(CheckpointConfig config, LongSupplier clock) {
        this.config = config;
        this.clock = clock;
        this.last = clock.getAsLong();
    }

    /**
     * Whether a checkpoint is due: at every multiple of the number of updates, and when the time has passed.
     *
     * @param update updates that were made, from 1
     */
    public boolean isDue(long update) {
        return config.everyUpdates().isPresent()
                        && update % config.everyUpdates().getAsLong() == 0
                || config.every().isPresent()
                        && clock.getAsLong() - last >= config.every().get().toNanos();
    }

    /** Tells that a checkpoint was written: the time counts from now. */
    public void written() {
        last = clock.getAsLong();
    }
}
