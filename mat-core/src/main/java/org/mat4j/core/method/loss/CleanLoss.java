package org.mat4j.core.method.loss;

import org.mat4j.core.method.mixture.MixtureVariables;
import org.mat4j.core.network.Outputs;
import org.nd4j.autodiff.samediff.SDVariable;

/** A loss of unperturbed examples. */
public interface CleanLoss {

    /** Name of the term in histories and messages, lower case with underscores. */
    String name();

    /** Which examples the loss is taken over. */
    Examples examples();

    /**
     * Adds the loss to the graph.
     *
     * @return one value per example, [n]
     */
    SDVariable perExample(Batch batch);

    /** The examples of a loss. */
    enum Examples {
        /** The labeled batch. */
        LABELED,
        /** The unlabeled batch; the labeled one where training has no other. */
        UNLABELED
    }

    /**
     * What a clean loss may read.
     *
     * @param outputs latent [n, D] and logits [n, m] of the clean pass
     * @param labels one-hot or probabilities [n, m]; null for {@link Examples#UNLABELED}
     * @param mixture the latent mixture, constant in the gradient
     */
    record Batch(Outputs outputs, SDVariable labels, MixtureVariables mixture) {}
}
