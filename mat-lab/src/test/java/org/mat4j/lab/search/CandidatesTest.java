package org.mat4j.lab.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.lab.testing.Messages;

/** How values and ranges are written, and what they give. */
class CandidatesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1               | 1
                    1,2,4           | 1,2,4
                    ' 0.50, 1e-4 '  | 0.5,0.0001
                    4,1             | 4,1
                    0,1             | 0,1
                    0.5..8          | 0.5..8:log
                    0..1            | 0..1:linear
                    0.5..8:linear   | 0.5..8:linear
                    .5..1e3:log     | 0.5..1000:log
                    ' 1 .. 2 '      | 1..2:log
                    """)
    void areReadAndWritten(String text, String expected) {
        Candidates candidates = Candidates.parse(text);

        assertEquals(expected, candidates.toString());
        assertEquals(candidates, Candidates.parse(candidates.toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''            | expected numbers such as 0.5,1,2 or a range such as 0.5..8, found ''
                    a             | found 'a'
                    1,,2          | found '1,,2'
                    1,            | found '1,'
                    1;2           | found '1;2'
                    1..           | found '1..'
                    ..2           | found '..2'
                    1..2..3       | found '1..2..3'
                    1..b          | found '1..b'
                    1,2,1.0       | the value 1 is given twice
                    0,-0          | the value 0 is given twice
                    1,NaN         | found '1,NaN'
                    1..Infinity   | found '1..Infinity'
                    2..1          | the range is 2..1
                    1..1          | the range is 1..1
                    -1..1         | the range is -1..1
                    0..1:log      | the start of the range is 0
                    1..2:cubic    | the range '1..2:cubic' has the scale 'cubic'
                    1..2:         | the range '1..2:' has the scale ''
                    """)
    void whatIsWrongIsTold(String text, String expected) {
        Messages.refused(() -> Candidates.parse(text), expected);
    }

    @Test
    void thereIsAtLeastOneValue() {
        assertThrows(IllegalArgumentException.class, () -> new Candidates.Values(List.of()));
    }

    @Test
    void valuesHaveEqualShares() {
        Candidates values = Candidates.of(7, 5, 6);

        assertEquals(7, values.at(0));
        assertEquals(7, values.at(0.333));
        assertEquals(5, values.at(0.334));
        assertEquals(6, values.at(Math.nextDown(1.0)));
        assertFalse(values.isSingle());
        assertTrue(Candidates.of(3).isSingle());
    }

    @Test
    void aLogarithmicRangeHasEqualRatiosInEqualShares() {
        Candidates range = Candidates.range(0.5, 8);

        assertEquals(0.5, range.at(0));
        assertEquals(1, range.at(0.25));
        assertEquals(2, range.at(0.5));
        assertEquals(4, range.at(0.75));
        assertFalse(range.isSingle());
    }

    @Test
    void aLinearRangeHasEqualDifferencesInEqualShares() {
        Candidates range = Candidates.range(0, 8);

        assertEquals(0, range.at(0));
        assertEquals(2, range.at(0.25));
        assertEquals(4.25, new Candidates.Range(0.5, 8, Candidates.Scale.LINEAR).at(0.5));
    }

    @Test
    void drawnValuesAreRoundedWithoutLeavingTheRange() {
        assertEquals(0.3333, Candidates.range(0, 1).at(1 / 3.0));
        Candidates narrow = new Candidates.Range(0.12341, 0.12344, Candidates.Scale.LINEAR);
        for (double share : new double[] {0, 0.5, 0.999}) {
            double value = narrow.at(share);
            assertTrue(value >= 0.12341 && value <= 0.12344, () -> "left by " + value);
        }
    }

    @Test
    void numbersAreShortAndExact() {
        for (double value : new double[] {0, 1, 0.1, 1e-7, 123456.789, 2.0 / 28, 1e20}) {
            String text = Candidates.text(value);
            assertEquals(value, Double.parseDouble(text));
            assertFalse(text.contains("E") || text.endsWith(".0"), text);
        }
    }
}
