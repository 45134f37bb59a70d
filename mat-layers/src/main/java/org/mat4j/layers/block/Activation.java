package org.mat4j.layers.block;

import static org.nd4j.linalg.activations.Activation.HARDSIGMOID;
import static org.nd4j.linalg.activations.Activation.HARDTANH;
import static org.nd4j.linalg.activations.Activation.RATIONALTANH;
import static org.nd4j.linalg.activations.Activation.RECTIFIEDTANH;
import static org.nd4j.linalg.activations.Activation.THRESHOLDEDRELU;

import org.mat4j.core.engine.op.Prelu;
import org.mat4j.core.network.Mode;
import org.mat4j.core.network.Pass;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.weightinit.impl.ConstantInitScheme;

/** Elementwise nonlinearities; with other numbers than these see {@link Nd4jActivation}. */
public enum Activation implements Block {

    /** max(x, 0). */
    RELU(Nd4jActivation.of(org.nd4j.linalg.activations.Activation.RELU)),

    /** x where positive, 0.1 x elsewhere, as in the networks of Miyato et al. (2017). */
    LEAKY_RELU(new Nd4jActivation(new ActivationLReLU(0.1))),

    /** x where positive, a x elsewhere, with a trainable a for each channel that starts at 0.25 (He et al. 2015). */
    PRELU(Activation::prelu),

    /** min(max(x, 0), 6). */
    RELU6(Nd4jActivation.of(org.nd4j.linalg.activations.Activation.RELU6)),

    /** x where above 1, 0 elsewhere. */
    THRESHOLDED_RELU(Nd4jActivation.of(THRESHOLDEDRELU)),

    /** x where positive, exp(x) - 1 elsewhere (Clevert et al. 2016). */
    ELU(Nd4jActivation.of(org.nd4j.linalg.activations.Activation.ELU)),

    /** ELU with the two numbers that keep mean 0 and variance 1 (Klambauer et al. 2017). */
    SELU(Nd4jActivation.of(org.nd4j.linalg.activations.Activation.SELU)),

    /** x sigmoid(1.702 x), near x P(N(0, 1) below x) (Hendrycks and Gimpel 2016). */
    GELU(Nd4jActivation.of(org.nd4j.linalg.activations.Activation.GELU)),

    /** x sigmoid(x), also known as SiLU (Ramachandran et al. 2017). */
    SWISH(Nd4jActivation.of(org.nd4j.linalg.activations.Activation.SWISH)),

    /** x tanh(log(1 + exp(x))) (Misra 2019). */
    MISH(Nd4jActivation.of(org.nd4j.linalg.activations.Activation.MISH)),

    /** log(1 + exp(x)). */
    SOFTPLUS(Nd4jActivation.of(org.nd4j.linalg.activations.Activation.SOFTPLUS)),

    /** x / (1 + |x|). */
    SOFTSIGN(Nd4jActivation.of(org.nd4j.linalg.activations.Activation.SOFTSIGN)),

    /** 1 / (1 + exp(-x)). */
    SIGMOID(Nd4jActivation.of(org.nd4j.linalg.activations.Activation.SIGMOID)),

    /** min(max(0.2 x + 0.5, 0), 1). */
    HARD_SIGMOID(Nd4jActivation.of(HARDSIGMOID)),

    /** The hyperbolic tangent. */
    TANH(Nd4jActivation.of(org.nd4j.linalg.activations.Activation.TANH)),

    /** min(max(x, -1), 1). */
    HARD_TANH(Nd4jActivation.of(HARDTANH)),

    /** A rational approximation of 1.7159 tanh(2 x / 3). */
    RATIONAL_TANH(Nd4jActivation.of(RATIONALTANH)),

    /** max(tanh(x), 0). */
    RECTIFIED_TANH(Nd4jActivation.of(RECTIFIEDTANH)),

    /** x^3. */
    CUBE(Nd4jActivation.of(org.nd4j.linalg.activations.Activation.CUBE));

    private static final double INITIAL_SLOPE = 0.25;

    private final Block block;

    Activation(Block block) {
        this.block = block;
    }

    @Override
    public Tensor apply(Pass pass, String name, Tensor x) {
        return block.apply(pass, name, x);
    }

    private static Tensor prelu(Pass pass, String name, Tensor x) {
        SDVariable slope = pass.parameter(name + ".slope", new ConstantInitScheme('c', INITIAL_SLOPE), x.channels());
        return x.with(
                pass.mode() == Mode.TRAINING ? Prelu.of(x.value(), slope) : Prelu.ofStockOperations(x.value(), slope));
    }
}
