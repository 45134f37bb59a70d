package org.mat4j.core.engine.gradient;

import static org.mat4j.core.testing.check.Values.normal;
import static org.mat4j.core.testing.check.Values.uniform;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.engine.op.Channels;
import org.mat4j.core.engine.op.TrainingBatchNorm;
import org.nd4j.autodiff.samediff.SDVariable;

/** Gradients of the operations of this library. */
class ChannelGradientsTest {

    @ParameterizedTest
    @ValueSource(strings = {"4,3", "2,3,3", "2,3,4,3", "1,3"})
    void scaleAndShift(String shape) {
        long[] x = shape(shape);
        GradientCheck.numeric(v -> Channels.scale(v[0], v[1]), normal(1, x), normal(2, 3));
        GradientCheck.numeric(v -> Channels.shift(v[0], v[1]), normal(1, x), normal(2, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7,3", "3,2,4,3"})
    void batchNormalizationThroughTheBatchStatistics(String shape) {
        long[] x = shape(shape);
        GradientCheck.numeric(
                v -> TrainingBatchNorm.of(v[0], x.length, v[1], v[2], 1e-3).output(),
                normal(3, x),
                uniform(4, 0.5, 2, 3),
                normal(5, 3));
    }

    @Test
    void batchNormalizationOfAValueThatIsUsedElsewhereToo() {
        GradientCheck.numeric(
                v -> {
                    SDVariable hidden = v[0].mmul(v[3]);
                    SDVariable y =
                            TrainingBatchNorm.of(hidden, 2, v[1], v[2], 1e-3).output();
                    return v[0].getSameDiff().math().tanh(y).add(hidden);
                },
                normal(3, 6, 4),
                uniform(4, 0.5, 2, 3),
                normal(5, 3),
                normal(6, 4, 3));
    }

    @Test
    void twoBatchNormalizationsInARow() {
        GradientCheck.numeric(
                v -> {
                    SDVariable first =
                            TrainingBatchNorm.of(v[0], 2, v[1], v[2], 1e-3).output();
                    SDVariable bent = v[0].getSameDiff().math().tanh(first);
                    return TrainingBatchNorm.of(bent, 2, v[1], v[2], 1e-3).output();
                },
                normal(3, 6, 3),
                uniform(4, 0.5, 2, 3),
                normal(5, 3));
    }

    private static long[] shape(String text) {
        return java.util.stream.Stream.of(text.split(","))
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
