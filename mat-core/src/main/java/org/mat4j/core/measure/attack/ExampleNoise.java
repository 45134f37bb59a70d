package org.mat4j.core.measure.attack;

import java.util.Arrays;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.util.MathArrays;
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
    /** A direction for each example of a batch. */
    static INDArray direction(Norm norm, AttackBatch batch) {
        INDArray x = batch.features();
        long[] numbers =
                LongStream.range(batch.first(), batch.first() + x.size(0)).toArray();
        return new ExampleNoise(batch.seed(), 0).onSphere(norm, numbers, x);
    }

    /**
     * Perturbations of norm 1: uniform on the sphere for L2, a random sign in each dimension for L-infinity.
     *
     * @param numbers of the examples
     * @param like [n, ...]
     * @return of the same shape and type
     */
    INDArray onSphere(Norm norm, long[] numbers, INDArray like) {
        return norm == Norm.L2
                ? each(ExampleNoise::unit, numbers, like)
                : each((random, row) -> Arrays.setAll(row, j -> random.nextBoolean() ? 1 : -1), numbers, like);
    }

    /** Perturbations of norm at most 1, uniform in the ball. */
    INDArray inBall(Norm norm, long[] numbers, INDArray like) {
        return norm == Norm.L2
                ? each(ExampleNoise::within, numbers, like)
                : each((random, row) -> Arrays.setAll(row, j -> 2 * random.nextDouble() - 1), numbers, like);
    }

    private INDArray each(BiConsumer<Random, double[]> fill, long[] numbers, INDArray like) {
        double[][] rows = new double[numbers.length][Math.toIntExact(like.length() / numbers.length)];
        for (int i = 0; i < rows.length; i++) {
            long mixed = SeedMixer.mix(seed * 0x9E3779B97F4A7C15L + numbers[i] * 0xD1B54A32D192ED03L + stream + 1);
            fill.accept(new Random(mixed), rows[i]);
        }
        return Nd4j.createFromArray(rows).reshape('c', like.shape()).castTo(like.dataType());
    }

    private static void unit(Random random, double[] row) {
        Arrays.setAll(row, j -> random.nextGaussian());
        MathArrays.scaleInPlace(1 / new ArrayRealVector(row, false).getNorm(), row);
    }

    private static void within(Random random, double[] row) {
        unit(random, row);
        MathArrays.scaleInPlace(Math.pow(random.nextDouble(), 1.0 / row.length), row);
    }
}
