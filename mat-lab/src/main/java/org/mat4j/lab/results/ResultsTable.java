package org.mat4j.lab.results;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.mat4j.data.table.CsvTable;
import org.mat4j.lab.output.Markdown;

/**
 * A {@linkplain ResultsFile file of results} as a table in Markdown: a row per experiment with the number of its runs and,
 * of each column, their mean ± its standard error s / sqrt(n) with s² = sum (x - mean)² / (n - 1), or the mean alone of
 * one run. What is the same whole number in all runs of an experiment is shown as such; what was not measured is empty.
 */
final class ResultsTable {

    private ResultsTable() {}

    /**
     * Renders.
     *
     * @param titles of the columns by their names in the file, in the order of the table
     * @param experiments the rows in their order; empty for all, in the order of the file
     * @throws org.mat4j.data.InvalidDataException if a column or an experiment is not in the file, a value is no number,
     *     runs of one experiment have other settings, or only a part of them a value
     */
    static String markdown(ResultsFile results, Map<String, String> titles, List<String> experiments) {
        CsvTable table = CsvTable.read(results.path());
        Map<String, List<CsvTable.Row>> runs = table.rows().stream()
                .collect(Collectors.groupingBy(
                        row -> row.text(ResultsFile.EXPERIMENT), LinkedHashMap::new, Collectors.toList()));
        List<List<String>> lines = new ArrayList<>();
        lines.add(cells("experiment", "seeds", titles.values().stream()));
        lines.add(cells("---", "---:", Collections.nCopies(titles.size(), "---:").stream()));
        for (String experiment : experiments.isEmpty() ? List.copyOf(runs.keySet()) : experiments) {
            List<CsvTable.Row> rows = runs.get(experiment);
            if (rows == null) {
                throw table.invalid("rows of the experiment '" + experiment + "'", "those of " + runs.keySet());
            }
            requireSameSettings(rows);
            lines.add(cells(
                    experiment,
                    Integer.toString(rows.size()),
                    titles.keySet().stream().map(column -> cell(rows, column))));
        }
        return Markdown.table(lines.stream());
    }

    private static List<String> cells(String first, String second, Stream<String> more) {
        return Stream.concat(Stream.of(first, second), more).toList();
    }

    private static void requireSameSettings(List<CsvTable.Row> rows) {
        String settings = rows.get(0).text(ResultsFile.SETTINGS);
        for (CsvTable.Row row : rows) {
            String other = row.text(ResultsFile.SETTINGS);
            if (!other.equals(settings)) {
                throw row.invalid(
                        ResultsFile.SETTINGS, "'" + settings + "' as of the experiment's first run", "'" + other + "'");
            }
        }
    }

    private static String cell(List<CsvTable.Row> rows, String column) {
        SummaryStatistics values = new SummaryStatistics();
        boolean measured = rows.get(0).optionalNumber(column).isPresent();
        for (CsvTable.Row row : rows) {
            OptionalDouble value = row.optionalNumber(column);
            if (value.isPresent() != measured) {
                throw row.invalid(
                        column,
                        (measured ? "a number" : "no value") + ", as in the experiment's first run",
                        measured ? "none" : Double.toString(value.getAsDouble()));
            }
            value.ifPresent(values::addValue);
        }
        if (!measured) {
            return "";
        }
        double mean = values.getMean();
        if (values.getMin() == values.getMax() && mean == Math.rint(mean)) {
            return String.format(Locale.ROOT, "%.0f", mean);
        }
        String error = values.getN() == 1
                ? ""
                : String.format(Locale.ROOT, " ± %.2f", values.getStandardDeviation() / Math.sqrt(values.getN()));
        return String.format(Locale.ROOT, "%.2f", mean) + error;
    }
}
