package org.mat4j.core.train.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When checkpoints are due. */
class CheckpointConfigTest {

    private static CheckpointConfigBuilder builder() {
        return CheckpointConfig.builder(Path.of("kept"));
    }

    private static boolean isDue(CheckpointConfigBuilder config, long update, Duration sinceLast) {
        return config.build().isDue(update, sinceLast);
    }

    @Test
    void neitherMeansNever() {
        assertFalse(isDue(builder(), 1, Duration.ofDays(1)));
        assertFalse(builder().build().isPeriodic());
    }

    @Test
    void everyUpdatesCountsFromTheStartOfTraining() {
        for (int update = 1; update < 10; update++) {
            assertEquals(update % 3 == 0, isDue(builder().everyUpdates(3), update, Duration.ZERO));
        }
    }

    @Test
    void timeCountsFromTheLastCheckpoint() {
        CheckpointConfigBuilder config = builder().every(Duration.ofMinutes(2));
        assertFalse(isDue(config, 1, Duration.ofMinutes(2).minusNanos(1)));
        assertTrue(isDue(config, 1, Duration.ofMinutes(2)));
        assertTrue(isDue(config, 1, Duration.ofMinutes(3)));
    }

    @Test
    void eitherIsEnough() {
        CheckpointConfigBuilder config = builder().everyUpdates(3).every(Duration.ofMinutes(2));
        assertTrue(isDue(config, 3, Duration.ZERO));
        assertFalse(isDue(config, 4, Duration.ZERO));
        assertTrue(isDue(config, 4, Duration.ofMinutes(2)));
    }

    @Test
    void valuesOutOfRangeAreNamed() {
        assertRefused("updates between checkpoints is 0", builder().everyUpdates(0));
        assertRefused("time between checkpoints is PT0S", builder().every(Duration.ZERO));
        assertRefused("checkpoints to keep is 1", builder().keep(1));
    }

    private static void assertRefused(String culprit, CheckpointConfigBuilder builder) {
        String message =
                assertThrows(IllegalArgumentException.class, builder::build).getMessage();
        assertTrue(message.contains(culprit), message);
    }

    @Test
    void progressIsChecked() {
        assertThrows(IllegalArgumentException.class, () -> new Checkpoint.Progress(-1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Checkpoint.Progress(1, 0, 2));
    }
}
