package org.mat4j.lab.plot.table;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;

/**
 * A file of comma-separated values with a line of column names, read strictly: what is wrong is told with its line. A
 * value with a comma, a quote or a line break in it is in double quotes, and a quote in it doubled (RFC 4180).
 */
public final class CsvTable {

    private final Path file;
    private final List<String> columns;
    private final List<CsvRow> rows;

    private CsvTable(Path file, List<String> columns, List<CsvRow> rows) {
        this.file = file;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Reads a file.
     *
     * @throws MissingDataException if there is no such file
     * @throws InvalidDataException if it is empty, is not text, or a line has another number of values than the first
     * @throws DataException if it cannot be read
     */
    public static CsvTable read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new MissingDataException("there is no file " + file);
        }
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new InvalidDataException(file.toString(), "text in UTF-8", "other bytes", e);
        } catch (IOException e) {
            throw new DataException("cannot read " + file + ": " + e.getMessage(), e);
        }
        List<CsvRow> lines = new CsvParser(file, text).lines();
        if (lines.isEmpty()) {
            throw new InvalidDataException(file.toString(), "a line of column names", "an empty file");
        }
        List<String> columns = lines.get(0).cells();
        for (CsvRow row : lines) {
            if (row.cells().size() != columns.size()) {
                throw invalid(file, row, columns.size() + " values", row.cells().size() + "; the file may be cut off");
            }
        }
        return new CsvTable(file, columns, List.copyOf(lines.subList(1, lines.size())));
    }

    /** The names in the first line. */
    public List<String> columns() {
        return columns;
    }

    /** The lines below it. */
    public List<CsvRow> rows() {
        return rows;
    }

    /**
     * Makes sure that the columns are these, in this order.
     *
     * @throws InvalidDataException if they are others
     */
    public void requireColumns(List<String> expected) {
        if (!columns.equals(expected)) {
            throw new InvalidDataException(
                    file.toString(), "the columns " + String.join(",", expected), String.join(",", columns));
        }
    }

    /**
     * A value as text.
     *
     * @throws InvalidDataException if there is no such column, or the value is empty
     */
    public String text(CsvRow row, String column) {
        String cell = cell(row, column);
        if (cell.isEmpty()) {
            throw invalid(row, column, "a value", "none");
        }
        return cell;
    }

    /**
     * A value as a number.
     *
     * @throws InvalidDataException if there is no such column, or the value is not a finite number
     */
    public double number(CsvRow row, String column) {
        return optionalNumber(row, column).orElseThrow(() -> invalid(row, column, "a number", "none"));
    }

    /**
     * A value as a number that may be missing.
     *
     * @throws InvalidDataException if there is no such column, or the value is neither empty nor a finite number
     */
    public OptionalDouble optionalNumber(CsvRow row, String column) {
        String cell = cell(row, column);
        if (cell.isEmpty()) {
            return OptionalDouble.empty();
        }
        double value;
        try {
            value = Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw invalid(row, column, "a number", "'" + cell + "'");
        }
        if (!Double.isFinite(value)) {
            throw invalid(row, column, "a finite number", cell);
        }
        return OptionalDouble.of(value);
    }

    /**
     * A value as a whole number.
     *
     * @throws InvalidDataException if there is no such column, or the value is no whole number that fits 32 bits
     */
    public int wholeNumber(CsvRow row, String column) {
        String cell = cell(row, column);
        try {
            return Integer.parseInt(cell);
        } catch (NumberFormatException e) {
            throw invalid(row, column, "a whole number", cell.isEmpty() ? "none" : "'" + cell + "'");
        }
    }

    /** An error in a value, telling file, line and column. */
    public InvalidDataException invalid(CsvRow row, String column, String expected, String found) {
        return invalid(file, row, expected + " in column " + column, found);
    }

    static InvalidDataException invalid(Path file, CsvRow row, String expected, String found) {
        return new InvalidDataException(file + ", line " + row.line(), expected, found);
    }

    private String cell(CsvRow row, String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new InvalidDataException(
                    file.toString(), "a column " + column, "the columns " + String.join(",", columns));
        }
        return row.cells().get(index);
    }

    /** A line of values with its line break, each in quotes where it needs them. */
    public static String line(List<String> values) {
        List<String> cells = new ArrayList<>();
        for (String value : values) {
            boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            cells.add(plain ? value : '"' + value.replace("\"", "\"\"") + '"');
        }
        return String.join(",", cells) + "\n";
    }
}
