package org.mat4j.data.table;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.mat4j.core.check.Checks;
import org.mat4j.data.Provenance;
import org.mat4j.data.example.Inputs;

/** Rows of independent random numbers, all of one class. The same seed gives the same rows. */
public final class NoiseRows {
    private NoiseRows() {}

    /**
     * Each number is uniform between the least and the largest one that its column has in some rows.
     *
     * @param count at least 1
     */
    public static TableData uniform(Inputs like, int count, long seed) {
        float[][] rows = rows(like);
        float[] least = rows[0].clone();
        float[] largest = rows[0].clone();
        for (float[] row : rows) {
            for (int c = 0; c < row.length; c++) {
                least[c] = Math.min(least[c], row[c]);
                largest[c] = Math.max(largest[c], row[c]);
            }
        }
        Random random = new Random(seed);
        return filled(
                like,
                count,
                c -> least[c] + (largest[c] - least[c]) * random.nextDouble(),
                "uniform noise",
                "range of " + like.provenance().name() + ", seed " + seed);
    }

    /**
     * Each number is normal with the mean and the deviation that its column has in some rows.
     *
     * @param count at least 1
     */
    public static TableData gaussian(Inputs like, int count, long seed) {
        float[][] rows = rows(like);
        double[] mean = new double[rows[0].length];
        double[] deviation = new double[mean.length];
        Arrays.setAll(
                mean,
                c -> Arrays.stream(rows).mapToDouble(row -> row[c]).average().orElseThrow());
        Arrays.setAll(
                deviation,
                c -> Math.sqrt(Arrays.stream(rows)
                        .mapToDouble(row -> (row[c] - mean[c]) * (row[c] - mean[c]))
                        .average()
                        .orElseThrow()));
        Random random = new Random(seed);
        return filled(
                like,
                count,
                c -> mean[c] + deviation[c] * random.nextGaussian(),
                "Gaussian noise",
                "mean and deviation of " + like.provenance().name() + ", seed " + seed);
    }

    private static float[][] rows(Inputs like) {
        float[][] rows = new float[like.size()][(int) like.inputShape()[0]];
        for (int i = 0; i < rows.length; i++) {
            like.copyTo(i, rows[i], 0);
        }
        return rows;
    }

    private static TableData filled(Inputs like, int count, IntToDoubleFunction value, String name, String source) {
        Checks.atLeast(1, "number of noise rows", count);
        float[][] rows = new float[count][(int) like.inputShape()[0]];
        for (float[] row : rows) {
            for (int c = 0; c < row.length; c++) {
                row[c] = (float) value.applyAsDouble(c);
            }
        }
        return TableData.of(rows, new int[count], List.of("noise"), Provenance.of(name, source));
    }
}
