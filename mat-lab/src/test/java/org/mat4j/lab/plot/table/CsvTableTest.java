package org.mat4j.lab.plot.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;

/** Strict reading of comma-separated values. */
class CsvTableTest {

    @TempDir
    Path folder;

    @Test
    void readsWhatLineWrites() throws IOException {
        List<String> values = List.of("plain", "a, b", "say \"hi\"", "two\nlines", "", "ü");
        CsvTable table = table(CsvTable.line(List.of("a", "b", "c", "d", "e", "f")) + CsvTable.line(values));

        assertEquals(values, table.rows().get(0).cells());
        assertEquals(List.of("a", "b", "c", "d", "e", "f"), table.columns());
    }

    @Test
    void linesEndInAnyWayAndCountFromOne() throws IOException {
        CsvTable table = table("a,b\r\n1,\n\n\"x\ny\",2");

        CsvRow last = table.rows().get(1);
        assertEquals(4, last.line());
        assertEquals(2, table.number(last, "b"));
        assertEquals("x\ny", table.text(last, "a"));
        assertEquals(OptionalDouble.empty(), table.optionalNumber(table.rows().get(0), "b"));
        assertEquals(1, table.wholeNumber(table.rows().get(0), "a"));
    }

    @Test
    void damageIsToldWithItsLine() {
        assertDamaged("", "empty file");
        assertDamaged("a,b\n1,2\n3\n", "line 3: expected 2 values, found 1");
        assertDamaged("a,b\n1,\"2\n", "line 2: expected a quote at the end");
        assertDamaged("a,b\n1,\"2\"3\n", "line 2: expected a comma or the end");
    }

    @Test
    void badValuesAreToldWithLineAndColumn() throws IOException {
        CsvTable table = table("a,b\none,inf\n,1.5\nNaN,2\n");

        assertInvalid("line 2: expected a number in column a, found 'one'", () -> table.number(row(table, 0), "a"));
        assertInvalid("line 3: expected a number in column a, found none", () -> table.number(row(table, 1), "a"));
        assertInvalid("line 3: expected a value in column a, found none", () -> table.text(row(table, 1), "a"));
        assertInvalid("line 4: expected a finite number", () -> table.optionalNumber(row(table, 2), "a"));
        assertInvalid("found '1.5'", () -> table.wholeNumber(row(table, 1), "b"));
        assertInvalid("expected a column c, found the columns a,b", () -> table.number(row(table, 0), "c"));
        assertInvalid("expected the columns b,a, found a,b", () -> table.requireColumns(List.of("b", "a")));
    }

    @Test
    void aMissingFileAndOtherBytesAreErrors() throws IOException {
        assertThrows(MissingDataException.class, () -> CsvTable.read(folder.resolve("none.csv")));
        Path file = Files.write(folder.resolve("bytes.csv"), new byte[] {'a', (byte) 0xFF, '\n'});
        assertThrows(InvalidDataException.class, () -> CsvTable.read(file));
    }

    private void assertDamaged(String text, String message) {
        assertInvalid(message, () -> table(text));
    }

    private static void assertInvalid(String message, Executable reading) {
        InvalidDataException e = assertThrows(InvalidDataException.class, reading);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    private static CsvRow row(CsvTable table, int index) {
        return table.rows().get(index);
    }

    private CsvTable table(String text) throws IOException {
        return CsvTable.read(Files.writeString(folder.resolve("table.csv"), text));
    }
}
