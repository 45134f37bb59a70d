package org.mat4j.core.method.loss;

import org.mat4j.core.method.mixture.MixtureVariables;
import org.mat4j.core.network.Outputs;
import org.nd4j.autodiff.samediff.SDVariable;

/** A loss of perturbed examples: a divergence from the clean ones, or a loss against the labels. */
public interface PerturbedLoss {

    /** Name of the term in histories and messages, lower case with underscores. */
    String name();

    /** Whether the loss reads the labels, so that only labeled examples can be perturbed. */
    default Supervision supervision() {
        return Supervision.NONE;
    }

    /**
     * Adds the loss to the graph.
     *
     * @return one value per example, [n]
     */
    SDVariable perExample(Batch batch);

    /**
     * Adds what is followed in search of the perturbation that raises the loss: the loss itself, or a value that rises in
     * the same direction and is better to differentiate.
     *
     * @return one value per example, [n]
     */
    default SDVariable followed(Batch batch) {
        return perExample(batch);
    }

    /** What a loss needs to know of the examples. */
    enum Supervision {
        /** Nothing: any example will do. */
        NONE,
        /** Their labels. */
        LABELS
    }

    /**
     * What a perturbed loss may read.
     *
     * @param clean outputs at x
     * @param target the same, constant in the gradient (stop-gradient)
     * @param perturbed outputs at x + r
     * @param labels one-hot [n, m]; null where the examples have none
     * @param mixture the latent mixture, constant in the gradient
     */
    record Batch(Outputs clean, Outputs target, Outputs perturbed, SDVariable labels, MixtureVariables mixture) {}
}
