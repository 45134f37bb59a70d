package org.mat4j.core.train.checkpoint;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.mat4j.core.check.Checks;

/**
 * Where and how often checkpoints are written. Immutable.
 *
 * <p>With neither a number of updates nor a time, a checkpoint is written only when training is stopped by its
 * {@link org.mat4j.core.train.StopSignal}. A training that has left any writes another after its last update, so that it
 * can be made longer; one shorter than the interval leaves none.
 *
 * @param directory the folder of one training's checkpoints; created if need be
 * @param everyUpdates updates from one checkpoint to the next, at least 1; empty if they do not matter
 * @param every time after a checkpoint when the next one is due, positive, looked at after each update; empty if it does not
 *     matter
 * @param keep how many of the latest are kept, at least {@link #DEFAULT_KEEP}
 * @param best whether the best one is kept too, which needs validation data
 */
@RecordBuilder
@RecordBuilder.Options(addConcreteSettersForOptional = RecordBuilder.ConcreteSettersForOptionalMode.ENABLED)
public record CheckpointConfig(Path directory, OptionalLong everyUpdates, Optional<Duration> every, int keep, Best best)
        implements CheckpointConfigBuilder.With {

    /** How many of the latest checkpoints are kept by default, and at least: one may be damaged. */
    public static final int DEFAULT_KEEP = 2;

    /** What becomes of the checkpoint with the lowest validation error. */
    public enum Best {
        /** It is written when the error is taken, and kept beside the latest ones. */
        KEEP,
        /** There is none. */
        SKIP
    }

    /** Checks the values. */
    public CheckpointConfig {
        Checks.path("folder of checkpoints", directory);
        Objects.requireNonNull(best, "best");
        everyUpdates.ifPresent(n -> Checks.atLeast(1, "updates between checkpoints", n));
        every.ifPresent(time -> Checks.require(
                !time.isZero() && !time.isNegative(), "time between checkpoints", time, "a positive time"));
        Checks.require(
                keep >= DEFAULT_KEEP,
                "number of checkpoints to keep",
                keep,
                "at least " + DEFAULT_KEEP + ", since one may be damaged");
    }

    /** Starts from checkpoints in a folder when training is stopped, of which the latest and the best are kept. */
    public static CheckpointConfigBuilder builder(Path directory) {
        return new CheckpointConfig(directory, OptionalLong.empty(), Optional.empty(), DEFAULT_KEEP, Best.KEEP).with();
    }

    /**
     * Whether a checkpoint is due: at every multiple of the number of updates, and when the time has passed.
     *
     * @param update updates that were made, from 1
     * @param sinceLast time since the last checkpoint, or since training started
     */
    public boolean isDue(long update, Duration sinceLast) {
        return everyUpdates.isPresent() && update % everyUpdates.getAsLong() == 0
                || every.isPresent() && sinceLast.compareTo(every.get()) >= 0;
    }

    /** Whether checkpoints are written without a stop. */
    public boolean isPeriodic() {
        return everyUpdates.isPresent() || every.isPresent();
    }
}
