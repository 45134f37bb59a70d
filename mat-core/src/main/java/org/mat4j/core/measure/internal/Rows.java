package org.mat4j.core.measure.internal;

import org.mat4j.core.check.Checks;

/** Checks and small sums over matrices that are given row by row. */
public final class Rows {
    private Rows() {}

    /** Requires at least one row, all of the same length of at least 1, and finite values. */
    public static void require(double[][] rows, String name) {
        Checks.atLeast(1, "number of rows of " + name, rows.length);
        Checks.atLeast(1, "length of " + name + " row 0", rows[0].length);
        for (int i = 0; i < rows.length; i++) {
            Checks.require(
                    rows[i].length == rows[0].length,
                    "length of " + name + " row " + i,
                    rows[i].length,
                    rows[0].length + " as in row 0");
            for (int j = 0; j < rows[i].length; j++) {
                if (!Double.isFinite(rows[i][j])) {
                    throw new IllegalArgumentException(
                            name + ": row " + i + ", column " + j + " is " + rows[i][j] + ", expected a finite number");
                }
            }
        }
    }

    /** Requires as many labels as rows, each in 0..classCount-1. */
    public static void requireLabels(int[] labels, int rowCount, String rows, int classCount) {
        Checks.require(
                labels.length == rowCount,
                "number of labels",
                labels.length,
                "one for each of the " + rowCount + " " + rows);
        for (int i = 0; i < labels.length; i++) {
            Checks.require(
                    labels[i] >= 0 && labels[i] < classCount,
                    "labels: row " + i,
                    labels[i],
                    "a class index in 0.." + (classCount - 1));
        }
    }

    /** The index of the largest value, the first of several. */
    public static int argMax(double[] row) {
        int best = 0;
        for (int k = 1; k < row.length; k++) {
            best = row[k] > row[best] ? k : best;
        }
        return best;
    }

    /** log sum_k exp(row[k]); negative infinity if all are. */
    public static double logSumExp(double[] row) {
        double largest = row[argMax(row)];
        return largest == Double.NEGATIVE_INFINITY ? largest : largest + aboveLargest(row);
    }

    /** log sum_k exp(row[k]) - max_k row[k], at least 0, exact also where it is tiny. */
    public static double aboveLargest(double[] row) {
        int best = argMax(row);
        double others = 0;
        for (int k = 0; k < row.length; k++) {
            others += k == best ? 0 : Math.exp(row[k] - row[best]);
        }
        return Math.log1p(others);
    }
}
