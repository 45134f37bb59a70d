package org.mat4j.layers.dl4j;

import java.util.Arrays;
import java.util.Objects;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.mat4j.layers.block.InitialWeights;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.weightinit.BaseWeightInitScheme;
import org.nd4j.weightinit.WeightInit;
import org.nd4j.weightinit.WeightInitScheme;

/**
 * Any weight initialization of DeepLearning4J in a block, such as {@code new Dense(64, Bias.YES, new
 * Dl4jInitialWeights(WeightInit.VAR_SCALING_NORMAL_FAN_AVG.getWeightInitFunction()))}.
 *
 * @param initializer DL4J's
 */
public record Dl4jInitialWeights(IWeightInit initializer) implements InitialWeights {

    public Dl4jInitialWeights {
        Objects.requireNonNull(initializer, "initializer");
    }

    @Override
    public WeightInitScheme scheme(double inputs, double outputs) {
        return new BaseWeightInitScheme() {
            @Override
            public INDArray doCreate(DataType type, long[] shape, INDArray parametersView) {
                return draw(initializer, inputs, outputs, 'c', type, shape);
            }

            @Override
            public WeightInit type() {
                return WeightInit.DISTRIBUTION;
            }
        };
    }

    static INDArray draw(
            IWeightInit initializer, double inputs, double outputs, char order, DataType type, long... shape) {
        long length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        return initializer.init(inputs, outputs, shape, order, Nd4j.create(type, 1, length));
    }
}
