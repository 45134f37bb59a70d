package org.mat4j.core.train.checkpoint;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Says when the next checkpoint is due. Not thread-safe. */
public final class CheckpointSchedule {

    private final OptionalLong everyUpdates;
    private final OptionalLong everyNanoseconds;
    private final LongSupplier clock;
    private long last;

    /** A schedule that starts now. */
    public CheckpointSchedule(CheckpointConfig config) {
        this(config, System::nanoTime);
    }

    /** @param clock in nanoseconds from any start */
    CheckpointSchedule(CheckpointConfig config, LongSupplier clock) {
        this.everyUpdates = config.everyUpdates();
        this.everyNanoseconds =
                config.every().map(d -> OptionalLong.of(d.toNanos())).orElse(OptionalLong.empty());
        this.clock = clock;
        this.last = clock.getAsLong();
    }

    /**
     * Whether a checkpoint is due: at every multiple of the number of updates, and when the time has passed.
     *
     * @param update updates that were made, from 1
     */
    public boolean isDue(long update) {
        boolean byUpdates = everyUpdates.isPresent() && update % everyUpdates.getAsLong() == 0;
        return byUpdates || everyNanoseconds.isPresent() && clock.getAsLong() - last >= everyNanoseconds.getAsLong();
    }

    /** Tells that a checkpoint was written: the time counts from now. */
    public void written() {
        last = clock.getAsLong();
    }
}
