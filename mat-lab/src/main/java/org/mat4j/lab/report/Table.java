package org.mat4j.lab.report;

import java.util.List;

/**
 * A table of a report.
 *
 * @param caption above it: what the numbers are and in which units
 * @param header names of the columns
 * @param rows each with as many cells as the header; cells that are numbers are sorted as numbers
 */
public record Table(String caption, List<String> header, List<List<String>> rows) {

    /** Checks the lengths and copies the lists. */
    public Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException("the table '" + caption + "' has a row of " + row.size() + " cells, "
                        + row + "; expected " + header.size() + ", as many as the header");
            }
        }
    }
}
