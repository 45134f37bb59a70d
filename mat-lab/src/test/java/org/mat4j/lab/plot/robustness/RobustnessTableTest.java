package org.mat4j.lab.plot.robustness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.data.DataException;
import org.mat4j.data.MissingDataException;

/** The numbers of figure 4 as files. */
class RobustnessTableTest {

    private static final String HEADER = "model,attack,level,accuracy,n\n";
    private static final RobustnessTable TABLE = new RobustnessTable(List.of(
            new RobustnessPoint("mat, \"best\"", "l2", 1.6, 100 / 3.0, 300),
            new RobustnessPoint("mat, \"best\"", "l2", 0, 99.5, 300),
            new RobustnessPoint("vat", "pgd-linf", 8, 0, 1)));

    @TempDir
    Path folder;

    @Test
    void csvIsReadAsItWasWritten() throws IOException {
        Path file = folder.resolve("robustness.csv");
        TABLE.writeCsv(file);

        assertEquals(HEADER.strip(), Files.readAllLines(file).get(0));
        assertEquals("vat,pgd-linf,8.0,0.0,1", Files.readAllLines(file).get(3));
        assertEquals(TABLE, RobustnessTable.readCsv(file));
    }

    @Test
    void jsonIsReadAsItWasWritten() throws IOException {
        Path file = folder.resolve("robustness.json");
        TABLE.writeJson(file);

        assertTrue(Files.readString(file).contains("\"attack\" : \"pgd-linf\""));
        assertEquals(TABLE, RobustnessTable.readJson(file));
    }

    @Test
    void aCurveIsByLevel() {
        assertEquals(
                List.of(0.0, 1.6),
                TABLE.curve("mat, \"best\"", "l2").stream()
                        .map(RobustnessPoint::level)
                        .toList());
        assertEquals(List.of(), TABLE.curve("vat", "l2"));
        assertEquals(List.of("mat, \"best\"", "vat"), TABLE.models());
        assertEquals(List.of("l2", "pgd-linf"), TABLE.attacks());
    }

    @Test
    void tablesAreJoinedUnlessTheyContradict() {
        RobustnessTable other = new RobustnessTable(List.of(new RobustnessPoint("vat", "l2", 8, 1, 1)));

        assertEquals(4, RobustnessTable.of(TABLE, other).points().size());
        assertThrows(IllegalArgumentException.class, () -> RobustnessTable.of(TABLE, TABLE));
    }

    @Test
    void damagedCsvIsToldWithItsLine() {
        assertCsv(HEADER, "expected at least one, found none");
        assertCsv("model,attack,level,n,accuracy\n", "the columns model,attack,level,accuracy,n");
        assertCsv(HEADER + "mat,l2,1,99,10\nmat,l2,2,100.5,10\n", "line 3");
        assertCsv(HEADER + "mat,l2,-1,99,10\n", "level: expected a finite number from 0, found -1.0");
        assertCsv(HEADER + "mat,l2,1,99,0\n", "n: expected at least 1");
        assertCsv(HEADER + "mat,l2,1,99,1.5\n", "a whole number in column n, found '1.5'");
        assertCsv(HEADER + ",l2,1,99,1\n", "a value in column model");
        assertCsv(HEADER + "mat,l2,1,99,1\nmat,l2,1.0,98,1\n", "mat, l2, 1.0 again");
        assertCsv(HEADER + "mat,l2,1,99\n", "line 2: expected 5 values, found 4");
    }

    @Test
    void damagedJsonIsAnError() {
        String good = "{\"model\":\"mat\",\"attack\":\"l2\",\"level\":1,\"accuracy\":99,\"n\":10}";
        assertJson("[" + good, "line 1");
        assertJson("[" + good + "] 1", "line 1");
        assertJson(good, "a JSON array");
        assertJson("", "a JSON array");
        assertJson("[" + good + ", 5]", "point 2: expected an object");
        assertJson("[" + good.replace("\"n\":10", "\"m\":10") + "]", "point 1: expected the members");
        assertJson("[" + good.replace(",\"n\":10", "") + "]", "found [model, attack, level, accuracy]");
        assertJson("[" + good.replace("\"n\":10", "\"level\":1") + "]", "line 1");
        assertJson("[" + good.replace("\"mat\"", "7") + "]", "text in member model, found 7");
        assertJson("[" + good.replace("99", "\"many\"") + "]", "a number in member accuracy, found \"many\"");
        assertJson("[" + good.replace("99", "101") + "]", "accuracy: expected 0 to 100 percent, found 101.0");
        assertJson("[" + good.replace("10}", "1.5}") + "]", "a whole number in member n, found 1.5");
        assertJson("[" + good + "," + good + "]", "again");
        assertJson("[]", "at least one");
    }

    @Test
    void missingFilesAreErrors() {
        assertThrows(MissingDataException.class, () -> RobustnessTable.readCsv(folder.resolve("none.csv")));
        assertThrows(MissingDataException.class, () -> RobustnessTable.readJson(folder.resolve("none.json")));
    }

    private void assertCsv(String text, String message) {
        DataException e = assertThrows(DataException.class, () -> RobustnessTable.readCsv(file(text)));
        assertTrue(e.getMessage().contains(message) && e.getMessage().contains("damaged"), e.getMessage());
    }

    private void assertJson(String text, String message) {
        DataException e = assertThrows(DataException.class, () -> RobustnessTable.readJson(file(text)));
        assertTrue(e.getMessage().contains(message) && e.getMessage().contains("damaged"), e.getMessage());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("damaged"), text);
    }
}
