package org.mat4j.core.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Synthetic examples: one Gaussian blob a class, in turns. */
public final class Blobs {

    private Blobs() {}

    /** {@code n} examples of class 0, 1, ..., m - 1, 0, ... whose centers are 2 from the origin in each dimension. */
    public static DataSet batch(int n, int inputs, int classCount, long seed) {
        Random random = new Random(seed);
        float[][] x = new float[n][inputs];
        float[][] y = new float[n][classCount];
        for (int i = 0; i < n; i++) {
            int k = i % classCount;
            y[i][k] = 1;
            for (int j = 0; j < inputs; j++) {
                double center = 2 * Math.signum(Math.sin(1 + 5 * k + 3 * j * (k + 1)));
                x[i][j] = (float) (center + 0.7 * random.nextGaussian());
            }
        }
        return new DataSet(Nd4j.createFromArray(x), Nd4j.createFromArray(y));
    }

    /** Several such batches. */
    public static Batches batches(int count, int n, int inputs, int classCount, long seed) {
        List<DataSet> batches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batches.add(batch(n, inputs, classCount, seed + i));
        }
        return Batches.of(batches);
    }
}
