package org.mat4j.layers.block;

import org.nd4j.weightinit.WeightInitScheme;
import org.nd4j.weightinit.impl.ReluInitScheme;
import org.nd4j.weightinit.impl.UniformInitScheme;
import org.nd4j.weightinit.impl.XavierFanInInitScheme;

/**
 * How the weights of a linear block start; n is the number of inputs of one of its outputs. Biases start at zero in any
 * case.
 */
public enum WeightInitialization {

    /** Normal of variance 2 / n, which keeps the scale of the signal from layer to layer under ReLU (He et al. 2015). */
    HE_NORMAL,

    /** Normal of variance 1 / n, which keeps the scale where the activation is linear (LeCun et al. 1998). */
    LECUN_NORMAL,

    /**
     * Uniform in [-1 / sqrt(n), 1 / sqrt(n)], of variance 1 / (3n), the usual start of linear layers in PyTorch: logits
     * and latents start near zero in a deep network without normalization.
     */
    FAN_IN_UNIFORM;

    /** What blocks and networks use unless told otherwise. */
    public static final WeightInitialization DEFAULT = HE_NORMAL;

    WeightInitScheme scheme(double inputs) {
        return switch (this) {
            case HE_NORMAL -> new ReluInitScheme('c', inputs);
            case LECUN_NORMAL -> new XavierFanInInitScheme('c', inputs);
            case FAN_IN_UNIFORM -> new UniformInitScheme('c', inputs);
        };
    }
}
