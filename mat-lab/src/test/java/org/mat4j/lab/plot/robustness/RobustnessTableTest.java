package org.mat4j.lab.plot.robustness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.data.DataException;
import org.mat4j.data.MissingDataException;
import org.mat4j.lab.testing.Messages;

/** The numbers of figure 4 as files. */
class RobustnessTableTest {

    private static final String HEADER = "model,attack,unit,budget,accuracy,n\n";
    private static final RobustnessTable TABLE = new RobustnessTable(List.of(
            new RobustnessTable.Point("mat, \"best\"", "l2", Budgets.Unit.LEVEL, 1.6, 100 / 3.0, 300),
            new RobustnessTable.Point("mat, \"best\"", "l2", Budgets.Unit.LEVEL, 0, 99.5, 300),
            new RobustnessTable.Point("vat", "pgd-linf", Budgets.Unit.LEVEL, 8, 0, 1)));

    @TempDir
    Path folder;

    @Test
    void csvIsReadAsItWasWritten() throws IOException {
        Path file = folder.resolve("robustness.csv");
        TABLE.writeCsv(file);

        assertEquals(HEADER.strip(), Files.readAllLines(file).get(0));
        assertEquals("vat,pgd-linf,level,8.0,0.0,1", Files.readAllLines(file).get(3));
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
                        .map(RobustnessTable.Point::budget)
                        .toList());
        assertEquals(List.of(), TABLE.curve("vat", "l2"));
        assertEquals(List.of("mat, \"best\"", "vat"), TABLE.models());
        assertEquals(List.of("l2", "pgd-linf"), TABLE.attacks());
    }

    @Test
    void tablesAreJoinedUnlessTheyContradict() {
        RobustnessTable other =
                new RobustnessTable(List.of(new RobustnessTable.Point("vat", "l2", Budgets.Unit.LEVEL, 8, 1, 1)));

        assertEquals(4, RobustnessTable.of(TABLE, other).points().size());
        RobustnessTable epsilons =
                new RobustnessTable(List.of(new RobustnessTable.Point("vat", "l2", Budgets.Unit.EPSILON, 8, 1, 1)));
        Messages.refused(() -> RobustnessTable.of(TABLE, epsilons), "unit", "epsilon");
        Messages.refused(() -> RobustnessTable.of(TABLE, TABLE), "l2, 1.6", "again");
    }

    static Stream<Arguments> damagedCsv() {
        return Stream.of(
                damaged(HEADER, "points", "at least one"),
                damaged("model,attack,unit,budget,n,accuracy\n", "the columns model,attack,unit,budget,accuracy,n"),
                damaged(HEADER + "mat,l2,level,1,99,10\nmat,l2,level,2,100.5,10\n", "line 3", "accuracy", "100.5"),
                damaged(HEADER + "mat,l2,level,-1,99,10\n", "line 2", "budget", "-1.0"),
                damaged(HEADER + "mat,l2,pixels,1,99,1\n", "line 2", "Unit", "\"pixels\""),
                damaged(HEADER + "mat,l2,level,1,99,0\n", "line 2", "n is 0"),
                damaged(HEADER + "mat,l2,level,1,99,1.5\n", "line 2", "column n", "'1.5'"),
                damaged(HEADER + ",l2,level,1,99,1\n", "line 2", "column model"),
                damaged(HEADER + "mat,l2,level,1,99,1\nmat,l2,level,1.0,98,1\n", "mat, l2, 1.0", "again"),
                damaged(HEADER + "mat,l2,level,1,99\n", "line 2", "6 values", "found 5"));
    }

    @ParameterizedTest
    @MethodSource
    void damagedCsv(String text, String[] parts) throws IOException {
        Path file = Files.writeString(folder.resolve("damaged"), text);
        Messages.name(DataException.class, () -> RobustnessTable.readCsv(file), parts);
        Messages.name(DataException.class, () -> RobustnessTable.readCsv(file), "damaged");
    }

    static Stream<Arguments> damagedJson() {
        String good = "{\"model\":\"mat\",\"attack\":\"l2\",\"unit\":\"level\",\"budget\":1,\"accuracy\":99,\"n\":10}";
        return Stream.of(
                damaged("[" + good, "line 1"),
                damaged("[" + good + "] 1", "line 1"),
                damaged(good, "a JSON array"),
                damaged("", "a JSON array"),
                damaged("null", "a JSON array", "null"),
                damaged("[" + good + ", 5]", "line 1", "[1]"),
                damaged("[" + good + ", null]", "null"),
                damaged("[" + good.replace("\"n\":10", "\"n\":10,\"m\":10") + "]", "line 1", "\"m\"", "[0]"),
                damaged("[" + good.replace(",\"n\":10", "") + "]", "line 1", "'n'"),
                damaged("[" + good.replace("\"n\":10", "\"budget\":1") + "]", "line 1", "budget"),
                damaged("[" + good.replace("\"mat\"", "7") + "]", "line 1", "model", "7"),
                damaged("[" + good.replace("\"mat\"", "null") + "]", "line 1", "model", "null"),
                damaged("[" + good.replace("99", "\"many\"") + "]", "line 1", "accuracy", "many"),
                damaged("[" + good.replace("99", "\"99\"") + "]", "line 1", "accuracy", "99"),
                damaged("[" + good.replace("99", "null") + "]", "line 1", "accuracy", "null"),
                damaged("[" + good.replace("99", "101") + "]", "line 1", "accuracy", "101.0"),
                damaged("[" + good.replace("10}", "1.5}") + "]", "line 1", "\"n\"", "1.5"),
                damaged("[" + good + "," + good + "]", "again"),
                damaged("[]", "at least one"));
    }

    @ParameterizedTest
    @MethodSource
    void damagedJson(String text, String[] parts) throws IOException {
        Path file = Files.writeString(folder.resolve("damaged"), text);
        Messages.name(DataException.class, () -> RobustnessTable.readJson(file), parts);
        Messages.name(DataException.class, () -> RobustnessTable.readJson(file), "damaged");
    }

    private static Arguments damaged(String text, String... parts) {
        return Arguments.of(text, parts);
    }

    @Test
    void missingFilesAreErrors() {
        assertThrows(MissingDataException.class, () -> RobustnessTable.readCsv(folder.resolve("none.csv")));
        assertThrows(MissingDataException.class, () -> RobustnessTable.readJson(folder.resolve("none.json")));
    }
}
