package org.mat4j.data.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;
import org.mat4j.data.testing.Messages;

/** Strict reading and writing of comma-separated values. */
class CsvTableTest {

    @TempDir
    Path folder;

    @Test
    void readsWhatItWrites() throws IOException {
        List<String> columns = List.of("a", "b", "c", "d", "e", "f");
        List<String> values = List.of("plain", "a, b", "say \"hi\"", "two\nlines", " ", "ü");
        Path file = folder.resolve("table.csv");
        Files.writeString(file, CsvTable.text(columns, List.of(values, List.of("", -0.5, 1 / 3.0, 1e-300, 7, ""))));

        CsvTable table = CsvTable.read(file);
        table.requireColumns(columns);
        assertEquals(
                values, columns.stream().map(c -> table.rows().get(0).text(c)).toList());
        CsvTable.Row numbers = table.rows().get(1);
        assertEquals(
                List.of(-0.5, 1 / 3.0, 1e-300),
                Stream.of("b", "c", "d").map(numbers::number).toList());
        assertEquals(7, numbers.wholeNumber("e"));
        assertEquals(OptionalDouble.empty(), numbers.optionalNumber("f"));
    }

    @Test
    void whatNeedsNoQuotesHasNone() {
        assertEquals(
                "update,loss,error\n1,-2.5,\n2,1.0E-7,80.0\n",
                CsvTable.text(
                        List.of("update", "loss", "error"), List.of(List.of(1, -2.5, ""), List.of(2, 1e-7, 80.0))));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstColumn() {
        assertEquals(List.of("a", "b"), table("\uFEFFa,b\n1,2\n").columns());
    }

    @Test
    void linesEndInAnyWayAndCountFromOne() {
        CsvTable table = table("a,b\r\n1,\n\n\"x\ny\",2");

        CsvTable.Row last = table.rows().get(1);
        assertEquals(2, last.number("b"));
        assertEquals("x\ny", last.text("a"));
        name(InvalidDataException.class, () -> last.number("a"), "line 4", "column a", "'x\ny'");
    }

    static Stream<Arguments> damaged() {
        return Stream.of(
                Arguments.of("", List.of("empty file")),
                Arguments.of("a,b\n1,2\n3\n", List.of("line 3", "2 values", "found 1")),
                Arguments.of("a,b\n1,\"2\n", List.of("line 2", "comma-separated values")),
                Arguments.of("a,b\n1,\"2\"3\n", List.of("line 2", "comma-separated values")));
    }

    @ParameterizedTest
    @MethodSource
    void damaged(String text, List<String> parts) {
        name(InvalidDataException.class, () -> table(text), parts.toArray(String[]::new));
    }

    static Stream<Arguments> badValues() {
        return Stream.of(
                bad(t -> t.rows().get(0).number("a"), "line 2", "column a", "'one'"),
                bad(t -> t.rows().get(1).number("a"), "line 3", "a number in column a", "none"),
                bad(t -> t.rows().get(1).text("a"), "line 3", "a value in column a", "none"),
                bad(t -> t.rows().get(2).optionalNumber("a"), "line 4", "a finite number in column a", "NaN"),
                bad(t -> t.rows().get(1).wholeNumber("b"), "line 3", "column b", "'1.5'"),
                bad(t -> t.rows().get(0).number("c"), "a column 'c'", "the columns a,b"),
                bad(t -> t.ascending("b"), "line 4", "a number above 1.5 in column b", "1.0"),
                bad(
                        t -> {
                            t.requireColumns(List.of("b", "a"));
                            return null;
                        },
                        "the columns b,a",
                        "found a,b"));
    }

    private static Arguments bad(Function<CsvTable, Object> question, String... parts) {
        return Arguments.of(question, List.of(parts));
    }

    @ParameterizedTest
    @MethodSource
    void badValues(Function<CsvTable, Object> question, List<String> parts) {
        CsvTable table = table("a,b\none,1\n,1.5\nNaN,1\n");
        name(InvalidDataException.class, () -> question.apply(table), parts.toArray(String[]::new));
    }

    @Test
    void aMissingFileAndOtherBytesAreErrors() throws IOException {
        assertThrows(MissingDataException.class, () -> CsvTable.read(folder.resolve("none.csv")));
        Path file = Files.write(folder.resolve("bytes.csv"), new byte[] {'a', (byte) 0xFF, '\n'});
        name(InvalidDataException.class, () -> CsvTable.read(file), "bytes.csv", "UTF-8");
    }

    private static void name(Class<? extends Throwable> type, Executable failing, String... parts) {
        Messages.assertContains(Messages.messageOf(type, failing), parts);
    }

    private CsvTable table(String text) {
        try {
            return CsvTable.read(Files.writeString(folder.resolve("table.csv"), text));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
