package org.mat4j.core.train.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.train.TrainingConfig.Duration;
import org.mat4j.core.train.TrainingListener.TrainingPlan;

class PaceTest {

    private long seconds;

    private Pace pace(Duration.Unit unit, long count) {
        return new Pace(
                new TrainingPlan("mat", "net", new Duration(unit, count)), () -> TimeUnit.SECONDS.toNanos(seconds));
    }

    /** A training that resumed after update 100 does ten updates in four seconds, after a slow first one. */
    @Test
    void theRateIsThatOfThisProcessWithoutItsFirstUpdate() {
        Pace pace = pace(Duration.Unit.UPDATES, 1111);
        seconds = 60;
        pace.update(101);
        assertEquals("", pace.after(101));
        seconds = 64;
        pace.update(111);
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertEquals(", 2.50 updates/s, 6 min 40 s left", pace.after(111));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void epochsHaveALengthOnceOneIsOver() {
        Pace pace = pace(Duration.Unit.EPOCHS, 3);
        for (int update = 1; update <= 10; update++) {
            seconds = update;
            pace.update(update);
        }
        assertEquals(", 1.00 updates/s", pace.after(10));
        pace.epoch(1, 10);
        assertEquals(", 1.00 updates/s, 20 s left", pace.after(10));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "59, 59 s", "3599, 59 min 59 s", "7260, 2 h 1 min", "180000, 2 d 2 h"})
    void timesHaveTheirTwoLargestUnits(long time, String text) {
        assertEquals(text, Pace.text(java.time.Duration.ofSeconds(time)));
    }
}
