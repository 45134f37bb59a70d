package org.mat4j.core.measure;

import java.util.Objects;

/** Checks and small sums over matrices that are given row by row. */
final class Rows {

    private Rows() {}

    /** Requires at least one row, all of the same length of at least 1, and finite values. */
    static void require(double[][] rows, String name) {
        Objects.requireNonNull(rows, name);
        if (rows.length == 0) {
            throw new IllegalArgumentException("number of rows of " + name + " is 0, expected at least 1");
        }
        if (rows[0].length == 0) {
            throw new IllegalArgumentException("length of " + name + " row 0 is 0, expected at least 1");
        }
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != rows[0].length) {
                throw new IllegalArgumentException("length of " + name + " row " + i + " is " + rows[i].length
                        + ", expected " + rows[0].length + " as in row 0");
            }
            for (int j = 0; j < rows[i].length; j++) {
                if (!Double.isFinite(rows[i][j])) {
                    throw new IllegalArgumentException(
                            name + ": row " + i + ", column " + j + " is " + rows[i][j] + ", expected a finite number");
                }
            }
        }
    }

    /** Requires as many labels as rows, each in 0..classCount-1. */
    static void requireLabels(int[] labels, int rowCount, String rows, int classCount) {
        Objects.requireNonNull(labels, "labels");
        if (labels.length != rowCount) {
            throw new IllegalArgumentException(
                    "number of labels is " + labels.length + ", expected one for each of the " + rowCount + " " + rows);
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classCount) {
                throw new IllegalArgumentException(
                        "labels: row " + i + " is " + labels[i] + ", expected a class index in 0.." + (classCount - 1));
            }
        }
    }

    /** The index of the largest value, the first of several. */
    static int argMax(double[] row) {
        int best = 0;
        for (int k = 1; k < row.length; k++) {
            if (row[k] > row[best]) {
                best = k;
            }
        }
        return best;
    }

    /** log sum_k exp(row[k]); negative infinity if all are. */
    static double logSumExp(double[] row) {
        int best = argMax(row);
        if (row[best] == Double.NEGATIVE_INFINITY) {
            return row[best];
        }
        return row[best] + aboveLargest(row, best);
    }

    /** log sum_k exp(row[k]) - max_k row[k], at least 0, exact also where it is tiny. */
    static double aboveLargest(double[] row) {
        return aboveLargest(row, argMax(row));
    }

    private static double aboveLargest(double[] row, int best) {
        double others = 0;
        for (int k = 0; k < row.length; k++) {
            others += k == best ? 0 : Math.exp(row[k] - row[best]);
        }
        return Math.log1p(others);
    }

    static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            double difference = a[j] - b[j];
            sum += difference * difference;
        }
        return sum;
    }
}
