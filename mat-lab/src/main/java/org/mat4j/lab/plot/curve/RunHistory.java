package org.mat4j.lab.plot.curve;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mat4j.data.table.CsvTable;

/**
 * What a run recorded in its {@code history.csv}.
 *
 * @param loss the objective by update; not in a run without updates
 * @param validationError percent by update, where it was taken
 */
public record RunHistory(Optional<Curve> loss, Optional<Curve> validationError) {

    /**
     * Reads a history as {@link org.mat4j.lab.experiment.History} writes it; of its columns update, loss and
     * validation_error.
     *
     * @throws org.mat4j.data.DataException if the file is missing, is damaged, or has not these columns; the
     *     message names file and line
     */
    public static RunHistory read(String name, Path file) {
        CsvTable table = CsvTable.read(file);
        return new RunHistory(curve(name, table, "loss"), curve(name, table, "validation_error"));
    }

    /** How many updates were made so far, those before a resumption among them. */
    public long updates() {
        return loss.map(curve -> (long) curve.x()[curve.x().length - 1]).orElse(0L);
    }

    /** Of the lines that have a value in the column. */
    private static Optional<Curve> curve(String name, CsvTable table, String column) {
        table.ascending("update");
        List<CsvTable.Row> rows = table.rows().stream()
                .filter(row -> row.optionalNumber(column).isPresent())
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Curve(
                        name,
                        rows.stream().mapToDouble(row -> row.number("update")).toArray(),
                        rows.stream().mapToDouble(row -> row.number(column)).toArray()));
    }
}
