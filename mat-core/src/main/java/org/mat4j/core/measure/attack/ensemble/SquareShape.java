package org.mat4j.core.measure.attack.ensemble;

import java.util.Random;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.util.MathArrays;

/**
 * What Square adds to a window under L2 (Andriushchenko et al. 2020, section 3.4): a hill in one half and a hollow in the other, each steep in
 * its middle and of the same norm.
 */
final class SquareShape {
    private SquareShape() {}

    /**
     * @param random says along which side a window of several rows and columns is cut in halves
     * @return of norm 1, row by row, [height * width]
     */
    static double[] of(int height, int width, Random random) {
        boolean columns = height == 1 || width > 1 && random.nextBoolean();
        int side = columns ? width : height;
        int cut = side / 2;
        double[] shape = new double[height * width];
        if (columns) {
            add(shape, width, hill(height, cut), 0, 0, cut, 1);
            add(shape, width, hill(height, width - cut), 0, cut, width - cut, -1);
        } else {
            add(shape, width, hill(cut, width), 0, 0, width, 1);
            add(shape, width, hill(height - cut, width), cut, 0, width, -1);
        }
        return unit(shape);
    }

    private static void add(double[] shape, int width, double[] part, int row, int column, int partWidth, int sign) {
        for (int k = 0; k < part.length; k++) {
            shape[(row + k / partWidth) * width + column + k % partWidth] = sign * part[k];
        }
    }

    /** The sum of 1 / (c + 1)^2 from the distance to the middle on, up to half of the longer side; of norm 1. */
    private static double[] hill(int height, int width) {
        int most = Math.max(height, width) / 2;
        double[] hill = new double[height * width];
        for (int k = 0; k < hill.length; k++) {
            int distance = Math.max(Math.abs(k / width - height / 2), Math.abs(k % width - width / 2));
            for (int c = distance; c <= most; c++) {
                hill[k] += 1.0 / ((c + 1) * (c + 1));
            }
        }
        return unit(hill);
    }

    /** The vector with norm 1, or zero as it is. */
    static double[] unit(double[] v) {
        double norm = new ArrayRealVector(v, false).getNorm();
        return norm == 0 ? v : MathArrays.scale(1 / norm, v);
    }
}
