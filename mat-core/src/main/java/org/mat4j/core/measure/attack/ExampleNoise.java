package org.mat4j.core.measure.attack;

import java.util.Random;
import org.mat4j.core.engine.program.SeedMixer;
import org.mat4j.core.method.direction.Norm;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Random perturbations that depend on the example's number in the data, not on the batch it comes in.
 *
 * @param seed of all of them
 * @param stream tells several perturbations of the same example apart
 */
record ExampleNoise(long seed, int stream) {
    private interface Row {
        void fill(Random random, double[] row, int from, int to);
    }

    /**
     * Perturbations of norm 1: uniform on the sphere for L2, a random sign in each dimension for L-infinity.
     *
     * @param numbers of the examples
     * @param like [n, ...]
     * @return of the same shape and type
     */
    INDArray onSphere(Norm norm, long[] numbers, INDArray like) {
        return fill(norm == Norm.L2 ? ExampleNoise::direction : ExampleNoise::signs, numbers, like);
    }

    /** Perturbations of norm at most 1, uniform in the ball. */
    INDArray inBall(Norm norm, long[] numbers, INDArray like) {
        return fill(norm == Norm.L2 ? ExampleNoise::euclideanBall : ExampleNoise::cube, numbers, like);
    }

    private INDArray fill(Row row, long[] numbers, INDArray like) {
        int d = Math.toIntExact(like.length() / numbers.length);
        double[] values = new double[numbers.length * d];
        for (int i = 0; i < numbers.length; i++) {
            long mixed = SeedMixer.mix(seed * 0x9E3779B97F4A7C15L + numbers[i] * 0xD1B54A32D192ED03L + stream + 1);
            row.fill(new Random(mixed), values, i * d, (i + 1) * d);
        }
        return Nd4j.createFromArray(values).reshape('c', like.shape()).castTo(like.dataType());
    }

    private static void direction(Random random, double[] values, int from, int to) {
        double squares = 0;
        for (int j = from; j < to; j++) {
            values[j] = random.nextGaussian();
            squares += values[j] * values[j];
        }
        scale(values, from, to, 1 / Math.sqrt(squares));
    }

    private static void signs(Random random, double[] values, int from, int to) {
        for (int j = from; j < to; j++) {
            values[j] = random.nextBoolean() ? 1 : -1;
        }
    }

    private static void euclideanBall(Random random, double[] values, int from, int to) {
        direction(random, values, from, to);
        scale(values, from, to, Math.pow(random.nextDouble(), 1.0 / (to - from)));
    }

    private static void cube(Random random, double[] values, int from, int to) {
        for (int j = from; j < to; j++) {
            values[j] = 2 * random.nextDouble() - 1;
        }
    }

    private static void scale(double[] values, int from, int to, double factor) {
        for (int j = from; j < to; j++) {
            values[j] *= factor;
        }
    }
}
