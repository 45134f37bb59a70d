package org.mat4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;
import org.mat4j.lab.output.Markdown;

/**
 * Measures tables. Each measurement is a program of its own, so that its memory is its own; all rows are measured once
 * before any is measured again, so that what else the machine does falls on all of them; a number is the median of the rounds.
 */
final class BenchSuite {

    private final int rounds;
    private final Consumer<String> told;

    /** @param told what is being measured */
    BenchSuite(int rounds, Consumer<String> told) {
        this.rounds = rounds;
        this.told = told;
    }

    /**
     * Measures.
     *
     * @return the tables in Markdown
     * @throws IllegalStateException if a measurement fails
     */
    String measure(List<BenchTable> tables) {
        Map<String, List<JsonNode>> results = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (BenchTable table : tables) {
                for (BenchTable.Row row : table.rows()) {
                    told.accept("round " + round + " of " + rounds + ": " + table.title() + ", " + row.name());
                    results.computeIfAbsent(table.title() + row.name(), key -> new ArrayList<>())
                            .add(inOwnProgram(row));
                }
            }
        }
        return tables.stream()
                .map(table -> "### " + table.title() + "\n\n" + markdown(table, results))
                .collect(Collectors.joining("\n"));
    }

    private static String markdown(BenchTable table, Map<String, List<JsonNode>> results) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(
                Stream.concat(Stream.of(""), table.columns().values().stream()).toList());
        lines.add(lines.get(0).stream().map(column -> "---").toList());
        table.rows().forEach(row -> {
            List<JsonNode> measured = results.get(table.title() + row.name());
            lines.add(Stream.concat(
                            Stream.of(row.name()),
                            table.columns().keySet().stream().map(column -> median(measured, column)))
                    .toList());
        });
        return Markdown.table(lines.stream());
    }

    /** Three digits; empty where the system does not tell. */
    private static String median(List<JsonNode> measured, String column) {
        double[] values = measured.stream()
                .map(result -> result.get(column))
                .filter(value -> !value.isNull())
                .mapToDouble(JsonNode::asDouble)
                .toArray();
        if (values.length == 0) {
            return "";
        }
        double median = StatUtils.percentile(values, 50);
        return String.format(Locale.ROOT, median < 100 ? "%.3g" : "%.0f", median);
    }

    /** This program's, so that the others are started as it was; not those of a debugger. */
    private static Stream<String> optionsOfJava() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X") || option.startsWith("-D"));
    }

    private static JsonNode inOwnProgram(BenchTable.Row row) {
        List<String> command = Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        optionsOfJava(),
                        Stream.of(
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                BenchCommand.NAME,
                                "--quiet"),
                        row.words().stream())
                .flatMap(part -> part)
                .toList();
        Process process = null;
        try {
            Path errors = Files.createTempFile("mat4j-bench", ".txt");
            try {
                ProcessBuilder program = new ProcessBuilder(command).redirectError(errors.toFile());
                program.environment().putAll(row.environment());
                process = program.start();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (process.waitFor() != 0) {
                    throw new IllegalStateException("the measurement " + row.words() + " failed: "
                            + Files.readString(errors).strip());
                }
                return new ObjectMapper().readTree(output.lines().reduce("", (before, last) -> last));
            } finally {
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the measurement " + row.words() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring " + row.words(), e);
        } finally {
            if (process != null) {
                process.destroy();
            }
        }
    }
}
