package org.mat4j.lab.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Levels and their spelling. */
class LevelsTest {

    @Test
    void rangesEndWhereTheyShould() {
        assertEquals(Levels.MNIST, Levels.parse("0:8:1"));
        assertEquals(
                List.of(0.0, 1.6, 3.2, 4.8, 6.4, 8.0, 9.6, 11.2, 12.8),
                Levels.parse("0:13:1.6").values());
        assertEquals(11, Levels.parse("0:1:0.1").values().size());
        assertEquals(1.0, Levels.parse("0:1:0.1").values().get(10));
        assertEquals(Levels.EMBEDDING, Levels.parse("0,2, 4,6"));
        assertEquals(List.of(2.0), Levels.parse("2").values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "0:8", "0:8:1:2", "0:8:x", "1,,2", ","})
    void otherFormsAreRefused(String text) {
        assertEquals(
                "levels are '" + text + "'; expected FROM:TO:STEP such as 0:8:1, or numbers such as 0,2,4",
                assertThrows(IllegalArgumentException.class, () -> Levels.parse(text))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0:8:0 | levels are '0:8:0'; expected a step above 0",
                "0:8:-1 | levels are '0:8:-1'; expected a step above 0",
                "0:2:0.001 | levels are '0:2:0.001'; expected at most 1000 of them: take a larger step",
                "8:0:1 | levels are []; expected at least one, finite, not negative, in strictly rising order",
                "2,1 | levels are [2.0, 1.0]; expected at least one, finite, not negative, in strictly rising order",
                "1,1 | levels are [1.0, 1.0]; expected at least one, finite, not negative, in strictly rising order",
                "-1 | levels are [-1.0]; expected at least one, finite, not negative, in strictly rising order",
                "NaN | levels are [NaN]; expected at least one, finite, not negative, in strictly rising order",
                "Infinity | levels are [Infinity]; expected at least one, finite, not negative, in strictly rising order",
            })
    void badNumbersAreNamed(String text, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Levels.parse(text))
                        .getMessage());
    }

    @Test
    void theTextIsReadBackAsTheSameLevels() {
        Levels levels = Levels.parse("0:1:0.05");

        assertEquals("0,0.5,1,100", Levels.parse("0, 0.50,1.0,100").text());
        assertEquals(levels, Levels.parse(levels.text()));
    }
}
