package org.mat4j.core.train.checkpoint;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where and how often checkpoints are written. Immutable.
 *
 * <p>With neither a number of updates nor a time, a checkpoint is written only when training is stopped by its
 * {@link org.mat4j.core.train.StopSignal}. A training that has left any writes another after its last update, so that it
 * can be made longer; one shorter than the interval leaves none.
 */
public final class CheckpointConfig {

    /** How many of the latest checkpoints are kept by default, and at least: one may be damaged. */
    public static final int DEFAULT_KEEP = 2;

    /** What becomes of the checkpoint with the lowest validation error. */
    public enum Best {
        /** It is written when the error is taken, and kept beside the latest ones. */
        KEEP,
        /** There is none. */
        SKIP
    }

    private final Path directory;
    private final Long everyUpdates;
    private final Duration every;
    private final int keep;
    private final Best best;

    private CheckpointConfig(Builder b) {
        directory = b.directory;
        everyUpdates = b.everyUpdates;
        every = b.every;
        keep = b.keep;
        best = b.best;
    }

    /**
     * Starts a configuration.
     *
     * @param directory the folder of one training's checkpoints; created if need be
     */
    public static Builder builder(Path directory) {
        return new Builder(directory);
    }

    /** The folder of the checkpoints. */
    public Path directory() {
        return directory;
    }

    /** Updates from one checkpoint to the next, at least 1; empty if they do not matter. */
    public OptionalLong everyUpdates() {
        return everyUpdates == null ? OptionalLong.empty() : OptionalLong.of(everyUpdates);
    }

    /** Time after a checkpoint when the next one is due, positive; empty if it does not matter. */
    public Optional<Duration> every() {
        return Optional.ofNullable(every);
    }

    /** Whether checkpoints are written without a stop. */
    public boolean isPeriodic() {
        return everyUpdates != null || every != null;
    }

    /** How many of the latest are kept, at least {@link #DEFAULT_KEEP}. */
    public int keep() {
        return keep;
    }

    /** Whether the best one is kept too. */
    public Best best() {
        return best;
    }

    /** Builds a {@link CheckpointConfig}. */
    public static final class Builder {

        private final Path directory;
        private Long everyUpdates;
        private Duration every;
        private int keep = DEFAULT_KEEP;
        private Best best = Best.KEEP;

        private Builder(Path directory) {
            this.directory = Objects.requireNonNull(directory, "directory");
        }

        /** A checkpoint every so many updates, at least 1. */
        public Builder everyUpdates(long updates) {
            everyUpdates = updates;
            return this;
        }

        /** A checkpoint when so much time has passed since the last one, looked at after each update. */
        public Builder every(Duration time) {
            every = Objects.requireNonNull(time, "time");
            return this;
        }

        /** How many of the latest to keep, at least {@link #DEFAULT_KEEP}. */
        public Builder keep(int checkpoints) {
            keep = checkpoints;
            return this;
        }

        /** Whether to keep the best one too, which needs validation data. */
        public Builder best(Best value) {
            best = Objects.requireNonNull(value, "best");
            return this;
        }

        /**
         * Builds the configuration.
         *
         * @throws IllegalArgumentException naming the value that is out of range
         */
        public CheckpointConfig build() {
            if (everyUpdates != null && everyUpdates < 1) {
                throw new IllegalArgumentException(
                        "a checkpoint every " + everyUpdates + " updates; expected at least 1");
            }
            if (every != null && (every.isZero() || every.isNegative())) {
                throw new IllegalArgumentException("a checkpoint every " + every + "; expected a positive time");
            }
            if (keep < DEFAULT_KEEP) {
                throw new IllegalArgumentException("checkpoints to keep is " + keep + "; expected at least "
                        + DEFAULT_KEEP + ", since one may be damaged");
            }
            return new CheckpointConfig(this);
        }
    }
}
