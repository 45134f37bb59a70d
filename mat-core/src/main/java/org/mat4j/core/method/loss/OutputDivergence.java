package org.mat4j.core.method.loss;

import java.util.Objects;
import org.mat4j.core.network.Outputs;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Output smoothness S_out(x, r) = KL(p(.|x) || p(.|x + r)) (III-F).
 *
 * @param target whether p(.|x) is trained too
 */
public record OutputDivergence(Target target) implements PerturbedLoss {

    /** What becomes of p(.|x). */
    public enum Target {
        /**
         * Constant in the gradient, as in virtual adversarial training (Miyato et al. 2017). Under large perturbations the
         * network may learn to be sure of x and undecided about x + r, which this gradient does not hold against it.
         */
        CONSTANT,
        /** Trained, as in TRADES (Zhang et al. 2019): what is sure of x has to be sure of x + r. */
        TRAINED
    }

    /** Checks the value. */
    public OutputDivergence {
        Objects.requireNonNull(target, "target");
    }

    /** With a constant target. */
    public OutputDivergence() {
        this(Target.CONSTANT);
    }

    @Override
    public String name() {
        return "output_divergence";
    }

    @Override
    public SDVariable perExample(Batch batch) {
        Outputs from = target == Target.CONSTANT ? batch.target() : batch.clean();
        return KullbackLeibler.ofScores(from.logits(), batch.perturbed().logits());
    }
}
