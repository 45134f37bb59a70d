package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Tables of measurements: made by programs of their own, and right command lines. */
class BenchSuiteTest {

    private static final String TINY = "--network=mlp --width=4 --labeled=3 --steps=2";

    private static BenchTable table(String line) {
        return new BenchTable("Steps", Map.of("ms_per_step", "ms"), List.of(BenchTable.Row.of("small", line)));
    }

    @Test
    void aTableHasARowPerMeasurement() {
        List<String> told = new ArrayList<>();

        String text = new BenchSuite(2, told::add).measure(List.of(table(TINY + " --warmup=1")));

        assertEquals(List.of("round 1 of 2: Steps, small", "round 2 of 2: Steps, small"), told);
        List<String> lines = text.lines().toList();
        assertEquals(List.of("### Steps", "", "|  | ms |", "| --- | --- |"), lines.subList(0, 4));
        assertTrue(lines.get(4).matches("\\| small \\| [0-9.]+ \\|"), text);
        assertEquals(5, lines.size());
    }

    @Test
    void aRowHasAnEnvironment() {
        BenchTable threads = new BenchTable(
                "Steps",
                Map.of("threads", "threads"),
                List.of(BenchTable.Row.of("three", "OMP_NUM_THREADS=3 " + TINY)));

        String text = new BenchSuite(1, line -> {}).measure(List.of(threads));

        assertTrue(text.contains("| three | 3.00 |"), text);
    }

    @Test
    void aMeasurementThatFailsIsToldWithItsError() {
        IllegalStateException error = assertThrows(IllegalStateException.class, () -> new BenchSuite(1, line -> {})
                .measure(List.of(table("--labeled=0"))));

        assertTrue(error.getMessage().contains("labeled is 0"), error.getMessage());
    }

    static List<BenchTable> tables() {
        return BenchTable.all();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void allTablesAreOfOptionsThatExist(BenchTable table) {
        CommandLine main = Main.commandLine();

        table.rows()
                .forEach(row -> main.parseArgs(Stream.concat(Stream.of(BenchCommand.NAME), row.words().stream())
                        .toArray(String[]::new)));

        assertTrue(table.rows().size() > 0);
    }

    @Test
    void predictionsAndAttacksAreMeasured() throws Exception {
        Cli predictions = Cli.succeed("bench --measure prediction --callers 2 " + TINY.replace('=', ' '));
        assertEquals(2, predictions.json().get("callers").asInt());
        assertTrue(predictions.json().get("ms_per_call").asDouble() > 0, predictions.out());
        assertTrue(predictions.json().get("examples_per_second").asDouble() > 0, predictions.out());

        Cli attack = Cli.succeed("bench --measure attack --network mlp --width 4 --labeled 3");
        assertEquals(20, attack.json().get("steps").asInt());
        assertEquals(5, attack.json().get("restarts").asInt());
        assertTrue(attack.json().get("seconds").asDouble() > 0, attack.out());
    }

    @Test
    void whatIsNotMeasuredIsRefused() {
        Cli.line("bench --all --labeled 5").assertFailed(2, "--labeled 5 has no effect with --all");
        Cli.line("bench --rounds 2").assertFailed(2, "--rounds 2 has no effect without --all");
        Cli.line("bench --all --rounds 0").assertFailed(2, "--rounds is 0");
        Cli.line("bench --callers 2").assertFailed(2, "--callers 2 has no effect without --measure prediction");
        Cli.line("bench --measure prediction --callers 0").assertFailed(2, "--callers is 0");
        Cli.line("bench --measure attack --steps 5").assertFailed(2, "--steps 5 has no effect with --measure attack");
        Cli.line("bench --measure prediction --beta 1").assertFailed(2, "--beta 1 has no effect");
    }
}
