package org.mat4j.layers.block;

import org.mat4j.core.engine.op.LeakyRelu;
import org.mat4j.core.engine.op.Prelu;
import org.mat4j.core.network.Mode;
import org.mat4j.core.network.Pass;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.weightinit.impl.ConstantInitScheme;

/** Elementwise nonlinearities. */
public enum Activation implements Block {

    /** max(x, 0). */
    RELU,

    /** x where positive, 0.1 x elsewhere, as in the networks of Miyato et al. (2017). */
    LEAKY_RELU,

    /** x where positive, a x elsewhere, with a trainable a for each channel that starts at 0.25 (He et al. 2015). */
    PRELU;

    private static final double LEAK = 0.1;
    private static final double INITIAL_SLOPE = 0.25;

    @Override
    public Tensor apply(Pass pass, String name, Tensor x) {
        return x.with(
                switch (this) {
                    case RELU -> pass.graph().nn().relu(x.value(), 0);
                    case LEAKY_RELU -> LeakyRelu.of(x.value(), LEAK);
                    case PRELU -> {
                        SDVariable slope = pass.parameter(
                                name + ".slope", new ConstantInitScheme('c', INITIAL_SLOPE), x.channels());
                        yield pass.mode() == Mode.TRAINING
                                ? Prelu.of(x.value(), slope)
                                : Prelu.ofStockOperations(x.value(), slope);
                    }
                });
    }
}
