package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the library calls by its own names is called by the option and the value that were typed. */
class OptionNamesTest {

    private static String told(String message, String line) {
        String[] words = Stream.concat(Stream.of("--out=runs/a"), Stream.of(line.split(" ")))
                .toArray(String[]::new);
        return OptionNames.in(message, TrainCommand.commandLine().parseArgs(words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "learning rate is -1.0, expected more | --learning-rate -1 | --learning-rate is -1, expected more",
                "a.csv: batch size is 5, expected 4 | --batch-size 5 | a.csv: --batch-size is 5, expected 4",
                "number of labels is 7, expected 10 | --labels 7 | --labels is 7, expected 10",
                "share of test examples is 1.0, expected less | --test-share 1 | --test-share is 1, expected less",
                "pattern is 'x.*', which no name matches | --freeze y,x.* | --freeze: pattern is 'x.*', which no name matches",
                "pattern is 'x', expected y | --rate-of x=2 | --rate-of: pattern is 'x', expected y",
                "there is no column 'kind' in t.csv | --label-column kind | --label-column: there is no column 'kind' in t.csv",
                "there is no file t.csv | --data t.csv | --data: there is no file t.csv",
            })
    void theOptionIsNamed(String message, String line, String expected) {
        assertEquals(expected, told(message, line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--width is 3, expected 4 | --learning-rate -1",
                "learning rate is -1.0, expected more | --epochs 1",
                "the loss is NaN after update 5 | --updates 5",
                "there is no file other.csv | --data t.csv",
                "there is no file at.csv | --data t.csv",
                "the run is held; see t.csv | --data t.csv",
            })
    void whatIsAboutNoOptionIsLeft(String message, String line) {
        assertEquals(message, told(message, line));
    }

    @Test
    void aColumnIsMoreToThePointThanItsFile() {
        assertEquals(
                "--label-column: t.csv: expected a column 'kind', found a,b",
                told("t.csv: expected a column 'kind', found a,b", "--data t.csv --label-column kind"));
    }
}
