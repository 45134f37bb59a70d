package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearDecayScheduleTest {

    @Test
    void constantThenLinearToZero() {
        LinearDecaySchedule schedule = new LinearDecaySchedule(0.4, 10, 30);
        assertEquals(0.4, schedule.valueAt(0, 0));
        assertEquals(0.4, schedule.valueAt(10, 7));
        assertEquals(0.4 * 19 / 20, schedule.valueAt(11, 0), 1e-15);
        assertEquals(0.2, schedule.valueAt(20, 0), 1e-15);
        assertEquals(0.4 / 20, schedule.valueAt(29, 0), 1e-15);
        assertEquals(0, schedule.valueAt(30, 0));
        assertEquals(0, schedule.valueAt(31, 0));
    }

    @Test
    void decayFromTheFirstUpdate() {
        LinearDecaySchedule schedule = new LinearDecaySchedule(1, 0, 4);
        assertEquals(1, schedule.valueAt(0, 0));
        assertEquals(0.75, schedule.valueAt(1, 0), 1e-15);
    }

    @Test
    void cloneIsEqual() {
        LinearDecaySchedule schedule = new LinearDecaySchedule(0.4, 10, 30);
        assertEquals(schedule, schedule.clone());
        assertEquals(schedule.hashCode(), schedule.clone().hashCode());
        assertEquals("LinearDecaySchedule[value=0.4, decayStart=10, end=30]", schedule.toString());
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "-1, 0, 1", "NaN, 0, 1", "Infinity, 0, 1", "1, -1, 1", "1, 5, 5", "1, 6, 5"})
    void refusesBadValues(double value, int start, int end) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new LinearDecaySchedule(value, start, end));
        String culprit = !(value > 0 && value < 9) ? "value" : start < 0 ? "start" : "end";
        assertTrue(e.getMessage().startsWith(culprit + " of the linear decay is "), e.getMessage());
    }
}
