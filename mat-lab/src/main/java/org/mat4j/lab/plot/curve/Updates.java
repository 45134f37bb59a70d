package org.mat4j.lab.plot.curve;

import java.util.List;
import org.mat4j.lab.plot.table.CsvRow;
import org.mat4j.lab.plot.table.CsvTable;

/** The column of the updates, which all tables of a run have. */
final class Updates {

    static final String COLUMN = "update";

    private Updates() {}

    /** @throws org.mat4j.data.InvalidDataException if it is missing, or does not ascend */
    static double[] of(CsvTable table) {
        List<CsvRow> rows = table.rows();
        double[] updates = new double[rows.size()];
        for (int i = 0; i < updates.length; i++) {
            updates[i] = table.number(rows.get(i), COLUMN);
            if (i > 0 && updates[i] <= updates[i - 1]) {
                throw table.invalid(
                        rows.get(i), COLUMN, "a number above " + updates[i - 1], Double.toString(updates[i]));
            }
        }
        return updates;
    }
}
