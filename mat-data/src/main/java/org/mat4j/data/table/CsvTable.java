package org.mat4j.data.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.mat4j.core.io.InputFile;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;

/**
 * A file of comma-separated values in UTF-8 with a line of column names (RFC 4180), read strictly: an error names file,
 * line and column. Blank lines and a byte-order mark are skipped.
 */
public final class CsvTable {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private final String file;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> columns;
    private final Map<String, Integer> places = new HashMap<>();

    private CsvTable(String file, String text) {
        this.file = file;
        int line = 1;
        try (CSVParser parser = CSVParser.parse(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, FORMAT)) {
            for (Iterator<CSVRecord> records = parser.iterator(); records.hasNext(); ) {
                List<String> cells = records.next().toList();
                if (!cells.equals(List.of(""))) {
                    rows.add(new Row(line, cells));
                }
                line = (int) parser.getCurrentLineNumber() + 1;
            }
        } catch (UncheckedIOException | IOException e) {
            throw new InvalidDataException(file + ", line " + line, "comma-separated values", e.getMessage(), e);
        }
        if (rows.isEmpty()) {
            throw new InvalidDataException(file, "a line of column names", "an empty file");
        }
        columns = rows.remove(0).cells;
        for (int c = columns.size() - 1; c >= 0; c--) {
            places.put(columns.get(c), c);
        }
        for (Row row : rows) {
            if (row.cells.size() != columns.size()) {
                throw row.invalid(columns.size() + " values", row.cells.size() + "; the file may be cut off");
            }
        }
    }

    /**
     * Reads a file.
     *
     * @throws MissingDataException if there is no such file
     * @throws InvalidDataException if it is empty, is not text, is damaged, or a line has another number of values than
     *     the first
     * @throws DataException if it cannot be read
     */
    public static CsvTable read(Path file) {
        try {
            return of(file, InputFile.bytes(file));
        } catch (IOException e) {
            throw DataException.unreadable(file, e);
        }
    }

    /**
     * The table in a file that was read.
     *
     * @param file for messages
     * @throws InvalidDataException as {@link #read}
     */
    static CsvTable of(Path file, byte[] content) {
        try {
            return parse(file.toString(), InputFile.text(content));
        } catch (CharacterCodingException e) {
            throw new InvalidDataException(file.toString(), "text in UTF-8", "other bytes", e);
        }
    }

    /**
     * Reads text.
     *
     * @param name of its source in messages
     * @throws InvalidDataException if it is empty, or a line has another number of values than the first
     */
    public static CsvTable parse(String name, String text) {
        return new CsvTable(name, text);
    }

    /** The names of the columns, in their order. */
    public List<String> columns() {
        return columns;
    }

    /**
     * The text of a table. Numbers have a decimal point in every locale and are read back as exactly the same doubles.
     *
     * @param rows each with as many values as there are columns; a value that there is none of is ""
     */
    public static String text(List<String> columns, List<? extends List<?>> rows) {
        return Stream.concat(Stream.of(columns), rows.stream())
                .map(row -> FORMAT.format(row.toArray()) + "\n")
                .collect(Collectors.joining());
    }

    /** The lines below that of the column names. */
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /**
     * Makes sure that the columns are these, in this order.
     *
     * @throws InvalidDataException if they are others
     */
    public void requireColumns(List<String> expected) {
        if (!columns.equals(expected)) {
            throw new InvalidDataException(
                    file, "the columns " + String.join(",", expected), String.join(",", columns));
        }
    }

    /** An error in the table as a whole. */
    public InvalidDataException invalid(String expected, String found) {
        return new InvalidDataException(file.toString(), expected, found);
    }

    /**
     * The numbers in a column, each greater than the one before.
     *
     * @throws InvalidDataException if there is no such column, or a value is not a finite number or not greater
     */
    public double[] ascending(String column) {
        double[] values = rows.stream().mapToDouble(row -> row.number(column)).toArray();
        for (int i = 1; i < values.length; i++) {
            if (values[i] <= values[i - 1]) {
                throw rows.get(i).invalid(column, "a number above " + values[i - 1], Double.toString(values[i]));
            }
        }
        return values;
    }

    /**
     * A line of the table. Its values are asked for by column; a column that is not there, or a value that is not what was
     * asked for, is an {@link InvalidDataException}.
     */
    public final class Row {

        private final int line;
        private final List<String> cells;

        private Row(int line, List<String> cells) {
            this.line = line;
            this.cells = cells;
        }

        /** All values by column, in their order; empty ones too. */
        public Map<String, String> values() {
            Map<String, String> values = new LinkedHashMap<>();
            columns.forEach(column -> values.put(column, cell(column)));
            return values;
        }

        /** A value as text, which must not be empty. */
        public String text(String column) {
            String cell = cell(column);
            if (cell.isEmpty()) {
                throw invalid(column, "a value", "none");
            }
            return cell;
        }

        /** A value as a finite number. */
        public double number(String column) {
            return optionalNumber(column).orElseThrow(() -> invalid(column, "a number", "none"));
        }

        /** A value as a finite number that may be missing. */
        public OptionalDouble optionalNumber(String column) {
            String cell = cell(column);
            if (cell.isEmpty()) {
                return OptionalDouble.empty();
            }
            try {
                double value = Double.parseDouble(cell);
                if (Double.isFinite(value)) {
                    return OptionalDouble.of(value);
                }
            } catch (NumberFormatException e) {
                // told below
            }
            throw invalid(column, "a finite number", "'" + cell + "'");
        }

        /** A value as a whole number of 32 bits. */
        public int wholeNumber(String column) {
            try {
                return Integer.parseInt(cell(column));
            } catch (NumberFormatException e) {
                throw invalid(column, "a whole number", "'" + cell(column) + "'");
            }
        }

        /** An error in a value of this line. */
        public InvalidDataException invalid(String column, String expected, String found) {
            return invalid(expected + " in column " + column, found);
        }

        /** An error in this line. */
        public InvalidDataException invalid(String expected, String found) {
            return new InvalidDataException(file + ", line " + line, expected, found);
        }

        /** A value as it stands; may be empty. */
        public String cell(String column) {
            Integer index = places.get(column);
            if (index == null) {
                throw new InvalidDataException(
                        file.toString(), "a column '" + column + "'", "the columns " + String.join(",", columns));
            }
            return cells.get(index);
        }
    }
}
