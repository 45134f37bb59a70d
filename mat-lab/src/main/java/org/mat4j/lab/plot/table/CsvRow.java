package org.mat4j.lab.plot.table;

import java.util.List;

/**
 * A line of a table.
 *
 * @param line where it begins in the file, from 1
 * @param cells its values
 */
public record CsvRow(int line, List<String> cells) {

    /** Keeps a copy. */
    public CsvRow {
        cells = List.copyOf(cells);
    }
}
