package org.mat4j.layers.block;

import java.util.List;
import org.mat4j.core.check.Checks;
import org.mat4j.core.network.Pass;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;

/**
 * A nonlinearity of ND4J with its own numbers, such as {@code new Nd4jActivation(new ActivationELU(0.5))}; with the usual
 * numbers see {@link org.mat4j.layers.block.Activation}. Values and gradients are ND4J's up to rounding, but for the gradient of
 * an ELU with an alpha other than 1, where ND4J's is wrong.
 *
 * @param function one of {@link #supported}
 */
public record Nd4jActivation(IActivation function) implements Block {

    /** @throws IllegalArgumentException if it is not supported, or one of its numbers is not */
    public Nd4jActivation {
        String name = function.getClass().getSimpleName();
        Checks.require(supported().contains(name), "ND4J's activation", name, "one of " + supported());
        Activations.ALL.convert(function);
    }

    /** With the usual numbers. */
    public static Nd4jActivation of(Activation activation) {
        return new Nd4jActivation(activation.getActivationFunction());
    }

    /** Names of ND4J's classes that are supported. RReLU, which is random, and the trained PReLU are not among them. */
    public static List<String> supported() {
        return Activations.ALL.names();
    }

    /** Of each element of a value; softmax goes over the last axis. */
    public SDVariable of(SDVariable x) {
        return Activations.ALL.convert(function).apply(x);
    }

    @Override
    public Tensor apply(Pass pass, String name, Tensor x) {
        return x.with(of(x.value()));
    }
}
