package org.mat4j.lab.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ranks, and the tables as text. */
class ResultsTableTest {

    private static ResultsTable.Row row(int number, Trial.State state, Double error) {
        Map<Hyperparameter, Double> values = Map.of(Hyperparameter.EPSILON, number / 2.0, Hyperparameter.ALPHA, 1.0);
        return new ResultsTable.Row(
                new Trial(number, values),
                values,
                state,
                state.isOver()
                        ? Optional.of(new TrialResult(
                                state, error, 10 * number, 1234.56, error == null ? "why" : null, Map.of()))
                        : Optional.empty());
    }

    private static final ResultsTable TABLE = ResultsTable.of(List.of(
            row(1, Trial.State.FINISHED, 12.5),
            row(2, Trial.State.DIVERGED, null),
            row(3, Trial.State.FINISHED, 3.0000000000000004),
            row(4, Trial.State.FINISHED, 12.5),
            row(5, Trial.State.WAITING, null),
            row(6, Trial.State.UNFINISHED, null),
            row(7, Trial.State.FINISHED, 3.0)));

    @Test
    void theLowestErrorComesFirstAndEqualOnesInTheirOrder() {
        assertEquals(
                List.of(7, 3, 1, 4, 2, 6, 5),
                TABLE.rows().stream().map(r -> r.trial().number()).toList());
        assertEquals(7, TABLE.best().orElseThrow().trial().number());
        assertFalse(TABLE.isComplete());
    }

    @Test
    void withoutAFinishedTrialThereIsNoBest() {
        ResultsTable table = ResultsTable.of(List.of(row(1, Trial.State.DIVERGED, null)));

        assertTrue(table.best().isEmpty());
        assertTrue(table.isComplete());
    }

    @Test
    void theCsvHasExactErrorsInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertEquals(
                    """
                    rank,trial,epsilon,lambda,alpha,beta,posterior,validation_error,updates,seconds,state
                    1,7,3.5,,1,,,3.0,70,1234.6,finished
                    2,3,1.5,,1,,,3.0000000000000004,30,1234.6,finished
                    3,1,0.5,,1,,,12.5,10,1234.6,finished
                    4,4,2,,1,,,12.5,40,1234.6,finished
                    ,2,1,,1,,,,20,1234.6,diverged
                    ,6,3,,1,,,,,,unfinished
                    ,5,2.5,,1,,,,,,waiting
                    """,
                    TABLE.toCsv());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theMarkdownIsATable() {
        List<String> lines = TABLE.toMarkdown().lines().toList();

        assertEquals(
                "| rank | trial | epsilon | lambda | alpha | beta | posterior | validation error | updates | seconds | state |",
                lines.get(0));
        assertEquals("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |", lines.get(1));
        assertEquals("| 1 | 7 | 3.5 |  | 1 |  |  | 3.00 | 70 | 1234.6 | finished |", lines.get(2));
        assertEquals("|  | 2 | 1 |  | 1 |  |  |  | 20 | 1234.6 | diverged |", lines.get(6));
        assertEquals(9, lines.size());
    }
}
