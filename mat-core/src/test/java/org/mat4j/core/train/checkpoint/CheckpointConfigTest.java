package org.mat4j.core.train.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When checkpoints are due. */
class CheckpointConfigTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

    private static CheckpointConfigBuilder builder() {
        return CheckpointConfig.builder(Path.of("kept"));
    }

    private CheckpointSchedule schedule(CheckpointConfigBuilder config) {
        return new CheckpointSchedule(config.build(), clock::get);
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void neitherMeansNever() {
        CheckpointSchedule schedule = schedule(builder());
        pass(Duration.ofDays(1));
        assertFalse(schedule.isDue(1));
        assertFalse(builder().build().isPeriodic());
    }

    @Test
    void everyUpdatesCountsFromTheStartOfTraining() {
        CheckpointSchedule schedule = schedule(builder().everyUpdates(3));
        for (int update = 1; update < 10; update++) {
            assertEquals(update % 3 == 0, schedule.isDue(update));
            schedule.written();
        }
    }

    @Test
    void timeCountsFromTheLastCheckpoint() {
        CheckpointSchedule schedule = schedule(builder().every(Duration.ofMinutes(2)));
        assertFalse(schedule.isDue(1));
        pass(Duration.ofMinutes(2).minusNanos(1));
        assertFalse(schedule.isDue(2));
        pass(Duration.ofNanos(1));
        assertTrue(schedule.isDue(3));
        schedule.written();
        assertFalse(schedule.isDue(4));
        pass(Duration.ofMinutes(3));
        assertTrue(schedule.isDue(5));
    }

    @Test
    void eitherIsEnough() {
        CheckpointSchedule schedule = schedule(builder().everyUpdates(3).every(Duration.ofMinutes(2)));
        assertTrue(schedule.isDue(3));
        assertFalse(schedule.isDue(4));
        pass(Duration.ofMinutes(2));
        assertTrue(schedule.isDue(4));
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
