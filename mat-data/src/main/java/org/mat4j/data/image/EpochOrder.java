package org.mat4j.data.image;

import java.util.Arrays;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.util.MathArrays;

/** The random order of the examples in one pass over them. */
final class EpochOrder {
    private EpochOrder() {}

    /** Order of labeled examples. */
    static void shuffle(int[] indices, long seed, int epoch) {
        shuffle(indices, high(seed), (int) seed, epoch);
    }

    /** Order of unlabeled images: another than that of as many labeled examples with the same seed. */
    static void shuffleUnlabeled(int[] indices, long seed, int epoch) {
        shuffle(indices, high(seed), (int) seed, epoch, 1);
    }

    private static void shuffle(int[] indices, int... key) {
        Arrays.setAll(indices, i -> i);
        MathArrays.shuffle(indices, new MersenneTwister(key));
    }

    private static int high(long seed) {
        return (int) (seed >>> Integer.SIZE);
    }
}
