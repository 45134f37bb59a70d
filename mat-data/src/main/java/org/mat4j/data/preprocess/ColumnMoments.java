package org.mat4j.data.preprocess;

import java.util.Arrays;
import org.mat4j.core.network.preprocess.Standardization;
import org.mat4j.data.example.Inputs;

/**
 * Fits a {@link Standardization} of rows of numbers. A column of zeros and ones alone, such as that of a category, stays as
 * it is; one that is the same in all rows becomes 0.
 */
final class ColumnMoments {

    private ColumnMoments() {}

    static Standardization standardization(Inputs training) {
        int columns = (int) training.inputShape()[0];
        int n = training.size();
        float[] row = new float[columns];
        double[] sums = new double[columns];
        boolean[] indicator = new boolean[columns];
        Arrays.fill(indicator, true);
        for (int i = 0; i < n; i++) {
            training.copyTo(i, row, 0);
            for (int c = 0; c < columns; c++) {
                sums[c] += row[c];
                indicator[c] &= row[c] == 0 || row[c] == 1;
            }
        }
        double[] squares = new double[columns];
        for (int i = 0; i < n; i++) {
            training.copyTo(i, row, 0);
            for (int c = 0; c < columns; c++) {
                double distance = row[c] - sums[c] / n;
                squares[c] += distance * distance;
            }
        }
        float[] mean = new float[columns];
        float[] deviation = new float[columns];
        for (int c = 0; c < columns; c++) {
            float d = (float) Math.sqrt(squares[c] / n);
            mean[c] = indicator[c] ? 0 : (float) (sums[c] / n);
            deviation[c] = indicator[c] || d == 0 ? 1 : d;
        }
        return new Standardization(mean, deviation);
    }
}
