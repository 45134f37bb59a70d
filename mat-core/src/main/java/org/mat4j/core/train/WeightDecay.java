package org.mat4j.core.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mat4j.core.network.ParameterSet;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Decoupled weight decay (Loshchilov and Hutter 2019): each step also takes away the share learning rate times decay of the
 * weights. Biases, and the scales and shifts of normalizations, which have a single axis, stay out of it; so does what is
 * frozen.
 */
final class WeightDecay {

    private final double decay;
    private final ParameterSet parameters;
    private final List<String> weights;

    WeightDecay(double decay, ParameterSet parameters) {
        this.decay = decay;
        this.parameters = parameters;
        weights = parameters.trainedNames().stream()
                .filter(name -> decay > 0 && axes(parameters.parameter(name)) > 1)
                .toList();
    }

    private static long axes(INDArray array) {
        return Arrays.stream(array.shape()).filter(size -> size > 1).count();
    }

    /**
     * Adds to a step.
     *
     * @param step of the parameters' length, [1, length]
     * @param learningRate of the update
     */
    void addTo(INDArray step, double learningRate) {
        if (weights.isEmpty()) {
            return;
        }
        Map<String, INDArray> views = parameters.viewsOf(step.reshape(step.length()));
        for (String name : weights) {
            INDArray weight = parameters.parameter(name);
            Nd4j.getBlasWrapper()
                    .level1()
                    .axpy(
                            weight.length(),
                            learningRate * decay,
                            weight.reshape(-1),
                            views.get(name).reshape(-1));
        }
    }
}
