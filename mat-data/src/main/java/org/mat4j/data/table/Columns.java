package org.mat4j.data.table;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.mat4j.core.check.Checks;
import org.mat4j.data.InvalidDataException;

/**
 * How rows of a table become inputs of a network: which columns, by name, and what their values become. A model of a table
 * keeps its columns as the attachment {@value #ATTACHMENT}, so that it predicts from any table that has them, in any order.
 * Immutable.
 *
 * @param columns in the order of the network's input, at least one, all of different names
 * @param label the column of the classes
 * @param classNames by label
 */
@JsonIgnoreProperties({"inputCount", "inputNames"})
public record Columns(List<Column> columns, String label, List<String> classNames) {

    /** Name of a model's attachment that holds them. */
    public static final String ATTACHMENT = "columns.json";

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Checks the names. */
    public Columns {
        columns = List.copyOf(columns);
        classNames = List.copyOf(classNames);
        List<String> names = columns.stream().map(Column::name).toList();
        Checks.require(
                !names.isEmpty() && Set.copyOf(names).size() == names.size() && !names.contains(label),
                "columns of a table",
                names,
                "at least one beside the label '" + label + "', each once");
    }

    /**
     * Finds out what the columns of a table hold.
     *
     * @param training places of the rows that replacements of missing values are taken from
     * @throws InvalidDataException naming line and column of what does not fit
     */
    static Columns learn(CsvTable table, TableConfig config, int[] training) {
        List<CsvTable.Row> rows = table.rows();
        requireColumns(table, config);
        List<CsvTable.Row> some = Arrays.stream(training).mapToObj(rows::get).toList();
        List<Column> columns = table.columns().stream()
                .filter(Predicate.not(config.label()::equals))
                .filter(Predicate.not(config.ignored()::contains))
                .map(name -> Column.learn(name, config, rows, some))
                .toList();
        if (columns.isEmpty()) {
            throw table.invalid("a column beside " + config.label(), "none");
        }
        return new Columns(columns, config.label(), classNames(table, config.label()));
    }

    private static void requireColumns(CsvTable table, TableConfig config) {
        Set<String> seen = new HashSet<>();
        table.columns().forEach(name -> {
            if (!seen.add(name) || name.isBlank()) {
                throw table.invalid(
                        "columns of different names", "the name '" + name + "'" + (name.isBlank() ? "" : " twice"));
            }
        });
        Stream.of(Set.of(config.label()), config.categorical(), config.ignored())
                .flatMap(Set::stream)
                .filter(Predicate.not(seen::contains))
                .findFirst()
                .ifPresent(name -> {
                    throw table.invalid("a column '" + name + "'", "the columns " + String.join(",", table.columns()));
                });
    }

    /** The distinct classes: numbers by value, texts in the order of their letters. */
    static List<String> classNames(CsvTable table, String label) {
        List<String> names = table.rows().stream()
                .map(row -> className(row, label))
                .distinct()
                .sorted()
                .toList();
        boolean numbers = names.stream().allMatch(Column::isNumber);
        if (names.size() < 2) {
            throw table.invalid("at least two classes in column " + label, names.toString());
        }
        return numbers
                ? names.stream()
                        .sorted(Comparator.comparingDouble(Double::parseDouble))
                        .toList()
                : names;
    }

    private static String className(CsvTable.Row row, String label) {
        String name = row.cell(label).strip();
        if (Missing.is(name)) {
            throw row.invalid(label, "a class", name.isEmpty() ? "none" : "'" + name + "'");
        }
        return name;
    }

    /** {@return the same with the classes in a column of another name} */
    public Columns withLabel(String column) {
        return new Columns(columns, column, classNames);
    }

    /** {@return the number of numbers that a row becomes} */
    public int inputCount() {
        return columns.stream().mapToInt(Column::width).sum();
    }

    /** {@return what these numbers are called: the name of a column, or NAME=CATEGORY} */
    public List<String> inputNames() {
        return columns.stream().flatMap(column -> column.inputNames().stream()).toList();
    }

    /**
     * The numbers of each row.
     *
     * @param table has these columns, in any order; others are left aside
     * @return [rows][{@link #inputCount()}]
     * @throws InvalidDataException naming line and column of a missing value or an unknown category
     */
    public float[][] encode(CsvTable table) {
        return table.rows().stream().map(this::encode).toArray(float[][]::new);
    }

    private float[] encode(CsvTable.Row row) {
        float[] values = new float[inputCount()];
        int offset = 0;
        for (Column column : columns) {
            column.encode(row, values, offset);
            offset += column.width();
        }
        return values;
    }

    /**
     * The class of each row.
     *
     * @throws InvalidDataException naming the line of a class that is missing or unknown
     */
    public int[] labels(CsvTable table) {
        return table.rows().stream()
                .mapToInt(row -> {
                    int place = classNames.indexOf(className(row, label));
                    if (place < 0) {
                        throw row.invalid(label, "one of the classes " + classNames, "'" + row.cell(label) + "'");
                    }
                    return place;
                })
                .toArray();
    }

    /** {@return as a model keeps them} */
    public byte[] toJson() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("columns have a JSON form", e);
        }
    }

    /**
     * Reads what {@link #toJson} gave.
     *
     * @throws InvalidDataException if it is something else
     */
    public static Columns fromJson(byte[] json) {
        try {
            return JSON.readValue(json, Columns.class);
        } catch (IOException e) {
            throw new InvalidDataException(ATTACHMENT, "the columns of a table", e.getMessage(), e);
        }
    }
}
