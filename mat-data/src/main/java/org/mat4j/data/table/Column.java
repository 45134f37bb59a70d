package org.mat4j.data.table;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mat4j.core.check.Checks;
import org.mat4j.data.InvalidDataException;

/**
 * One column of a table, and which numbers its values become: a number itself, a category a one in its place among zeros.
 *
 * @param name in the line of column names
 * @param categories sorted; empty for a column of numbers
 * @param replacement of missing values; empty where they are refused
 */
public record Column(String name, List<String> categories, String replacement) {

    /** More categories than this are taken for names. */
    static final int MOST_CATEGORIES = 1000;

    /** Copies the list. */
    public Column {
        categories = List.copyOf(categories);
        Checks.require(!name.isBlank(), "name of a column", "'" + name + "'", "some text");
        Checks.require(
                replacement.isEmpty() || categories.isEmpty() || categories.contains(replacement),
                "replacement of missing values in column " + name,
                "'" + replacement + "'",
                "one of its categories");
    }

    /**
     * Finds out what a column holds: numbers if its first value is one, else categories.
     *
     * @param all rows, whose categories count
     * @param training rows, which replacements of missing values are taken from
     * @throws InvalidDataException naming a value that does not fit
     */
    static Column learn(String name, TableConfig config, List<CsvTable.Row> all, List<CsvTable.Row> training) {
        CsvTable.Row first = all.stream()
                .filter(row -> !Missing.is(row.cell(name)))
                .findFirst()
                .orElseThrow(() -> all.get(0).invalid(name, "a value in some line", "none in any"));
        boolean numeric = !config.categorical().contains(name) && isNumber(first.cell(name));
        List<String> categories = numeric ? List.of() : categories(name, all);
        Column column = new Column(name, categories, "");
        return config.missing() == Missing.REFUSED
                ? column
                : new Column(name, categories, numeric ? column.median(training) : column.mostFrequent(training));
    }

    static boolean isNumber(String cell) {
        try {
            return Double.isFinite(Double.parseDouble(cell));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static List<String> categories(String name, List<CsvTable.Row> rows) {
        List<String> categories = rows.stream()
                .map(row -> row.cell(name).strip())
                .filter(cell -> !Missing.is(cell))
                .distinct()
                .sorted()
                .toList();
        boolean names = categories.size() > MOST_CATEGORIES || categories.size() == rows.size() && rows.size() > 1;
        if (names) {
            throw rows.get(0)
                    .invalid(
                            name,
                            "numbers, or at most " + MOST_CATEGORIES + " categories that come more than once",
                            categories.size() + " different texts in " + rows.size()
                                    + " rows; leave the column out if they are names");
        }
        return categories;
    }

    private String median(List<CsvTable.Row> rows) {
        double[] numbers = rows.stream()
                .filter(row -> !Missing.is(row.cell(name)))
                .mapToDouble(row -> number(row, row.cell(name).strip()))
                .sorted()
                .toArray();
        if (numbers.length == 0) {
            throw rows.get(0).invalid(name, "a number in some training line, to replace missing ones", "none");
        }
        int half = numbers.length / 2;
        return Double.toString(numbers.length % 2 == 1 ? numbers[half] : (numbers[half - 1] + numbers[half]) / 2);
    }

    private String mostFrequent(List<CsvTable.Row> rows) {
        Map<String, Long> counts = rows.stream()
                .map(row -> row.cell(name).strip())
                .filter(cell -> !Missing.is(cell))
                .collect(Collectors.groupingBy(cell -> cell, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Comparator.comparingLong((Map.Entry<String, Long> e) -> e.getValue())
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .orElseThrow(() ->
                        rows.get(0).invalid(name, "a category in some training line, to replace missing ones", "none"))
                .getKey();
    }

    /** {@return the number of numbers that a value becomes} */
    public int width() {
        return Math.max(1, categories.size());
    }

    /** {@return what its numbers are called: its name, or NAME=CATEGORY for each category} */
    List<String> inputNames() {
        return categories.isEmpty()
                ? List.of(name)
                : categories.stream().map(category -> name + "=" + category).toList();
    }

    /** Writes the numbers of a row's value, which are zeros before. */
    void encode(CsvTable.Row row, float[] target, int offset) {
        String cell = row.cell(name).strip();
        if (Missing.is(cell)) {
            if (replacement.isEmpty()) {
                throw row.invalid(
                        name,
                        categories.isEmpty() ? "a number" : "a category",
                        (cell.isEmpty() ? "none" : "'" + cell + "'") + "; fill it in, or have missing values imputed");
            }
            cell = replacement;
        }
        if (categories.isEmpty()) {
            target[offset] = (float) number(row, cell);
            return;
        }
        int place = categories.indexOf(cell);
        if (place < 0) {
            throw row.invalid(name, "one of the categories " + shown(), "'" + cell + "'");
        }
        target[offset + place] = 1;
    }

    private double number(CsvTable.Row row, String cell) {
        if (!isNumber(cell) || !Float.isFinite(Float.parseFloat(cell))) {
            throw row.invalid(
                    name,
                    "a number up to 3.4e38, as in the lines before",
                    "'" + cell + "'; call the column categorical if its values are names");
        }
        return Double.parseDouble(cell);
    }

    private String shown() {
        List<String> some = categories.subList(0, Math.min(10, categories.size()));
        return String.join(", ", some) + (categories.size() > some.size() ? ", ..." : "") + " of the training";
    }
}
