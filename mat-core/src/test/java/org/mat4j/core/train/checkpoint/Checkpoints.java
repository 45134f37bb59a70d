package org.mat4j.core.train.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Small checkpoints that differ by their update. */
final class Checkpoints {

    private Checkpoints() {}

    static Checkpoint of(long update) {
        Random random = new Random(update);
        float[] weights = new float[20_000];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Float.intBitsToFloat(random.nextInt());
        }
        weights[0] = -0f;
        weights[1] = Float.MIN_VALUE;
        weights[2] = Float.NEGATIVE_INFINITY;
        double[][] moments = {{Math.PI, -0.0, Double.MIN_VALUE}, {update, 1e300, 1.0 / 3}};
        return new Checkpoint(new Checkpoint.Progress(update, 3, 1))
                .addArray("weights", Nd4j.createFromArray(weights))
                .addArray("moments", Nd4j.createFromArray(moments))
                .addArray("transposed", Nd4j.createFromArray(moments).transpose())
                .addArray("single", Nd4j.scalar(2.5f))
                .addValue("mixture", Map.of("x", 0.1 + 0.2))
                .addValue("history", ("row " + update).getBytes(StandardCharsets.UTF_8))
                .addValue("empty", new byte[0]);
    }

    /** The raw bits, row by row. */
    static String bits(INDArray array) {
        INDArray copy = array.dup('c');
        return array.dataType()
                + Arrays.toString(array.shape())
                + (switch (array.dataType()) {
                    case FLOAT -> Arrays.hashCode(raw(copy.data().asFloat()));
                    default -> Arrays.hashCode(copy.data().asDouble());
                });
    }

    private static int[] raw(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}
