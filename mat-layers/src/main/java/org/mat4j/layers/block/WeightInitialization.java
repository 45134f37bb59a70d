package org.mat4j.layers.block;

import org.nd4j.weightinit.WeightInitScheme;
import org.nd4j.weightinit.impl.ReluInitScheme;
import org.nd4j.weightinit.impl.ReluUniformInitScheme;
import org.nd4j.weightinit.impl.UniformInitScheme;
import org.nd4j.weightinit.impl.XavierFanInInitScheme;
import org.nd4j.weightinit.impl.XavierInitScheme;
import org.nd4j.weightinit.impl.XavierUniformInitScheme;

/**
 * How the weights of a linear block start; n is the number of inputs of one of its outputs, m the number of outputs of one of
 * its inputs. Biases start at zero in any case.
 */
public enum WeightInitialization implements InitialWeights {

    /** Normal of variance 2 / n, which keeps the scale of the signal from layer to layer under ReLU (He et al. 2015). */
    HE_NORMAL,

    /** Normal of variance 1 / n, which keeps the scale where the activation is linear (LeCun et al. 1998). */
    LECUN_NORMAL,

    /**
     * Uniform in [-1 / sqrt(n), 1 / sqrt(n)], of variance 1 / (3n), the usual start of linear layers in PyTorch: logits
     * and latents start near zero in a deep network without normalization.
     */
    FAN_IN_UNIFORM,

    /** Uniform of variance 2 / n, as {@link #HE_NORMAL}. */
    HE_UNIFORM,

    /** Uniform of variance 1 / n, as {@link #LECUN_NORMAL}. */
    LECUN_UNIFORM,

    /** Normal of variance 2 / (n + m), which keeps the scale of signal and gradient alike (Glorot and Bengio 2010). */
    XAVIER_NORMAL,

    /** Uniform of variance 2 / (n + m), as {@link #XAVIER_NORMAL}: the usual start in Keras. */
    XAVIER_UNIFORM;

    /** What blocks and networks use unless told otherwise. */
    public static final WeightInitialization DEFAULT = HE_NORMAL;

    @Override
    public WeightInitScheme scheme(double inputs, double outputs) {
        return switch (this) {
            case HE_NORMAL -> new ReluInitScheme('c', inputs);
            case LECUN_NORMAL -> new XavierFanInInitScheme('c', inputs);
            case FAN_IN_UNIFORM -> new UniformInitScheme('c', inputs);
            case HE_UNIFORM -> new ReluUniformInitScheme('c', inputs);
            // Uniform within sqrt(3 / n); ND4J's LecunUniformInitScheme has three times the variance.
            case LECUN_UNIFORM -> new UniformInitScheme('c', inputs / 3);
            case XAVIER_NORMAL -> new XavierInitScheme('c', inputs, outputs);
            case XAVIER_UNIFORM -> new XavierUniformInitScheme('c', inputs, outputs);
        };
    }
}
