package org.mat4j.core.measure.attack.ensemble;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.mat4j.core.engine.program.SeedMixer;

/**
 * An example that the model classifies correctly.
 *
 * @param number of the example in the whole data
 * @param x its values, [d]
 * @param shape of the model's inputs, with d values
 * @param label its class
 * @param others the other classes, from the one of the largest logit down, [m - 1]
 * @param seed of its random numbers, which are its own whatever batch it comes in
 */
record Victim(int number, double[] x, long[] shape, int label, int[] others, long seed) {
    /**
     * @param logits without perturbation, [m]
     * @param seed of the ensemble
     */
    static Victim of(double[] x, long[] shape, int label, double[] logits, long seed, int number) {
        int[] others = IntStream.range(0, logits.length)
                .filter(k -> k != label)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -logits[k]))
                .mapToInt(k -> k)
                .toArray();
        long own = SeedMixer.mix(seed * 0x9E3779B97F4A7C15L + number * 0xD1B54A32D192ED03L + 1);
        return new Victim(number, x, shape, label, others, own);
    }

    /** Random numbers for one of the searches on it. */
    Random random(int stream) {
        return new Random(SeedMixer.mix(seed + stream));
    }
}
