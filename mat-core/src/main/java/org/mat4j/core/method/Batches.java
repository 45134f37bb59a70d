package org.mat4j.core.method;

import org.mat4j.core.method.direction.Direction;
import org.mat4j.core.method.mixture.MixtureVariables;
import org.mat4j.core.network.Outputs;
import org.nd4j.autodiff.samediff.SDVariable;

/** What an {@link Objective} is built on: the examples of one update as values of a graph, and passes at other inputs. */
public interface Batches extends Objective.Weights {

    /** The labeled examples. */
    Examples labeled();

    /** The unlabeled examples; the labeled ones where there are no others. */
    Examples unlabeled();

    /** Independent standard normal numbers, drawn again in each update, of the shape of the perturbed examples' input. */
    SDVariable noise();

    /** The latent mixture, constant in the gradient. */
    MixtureVariables mixture();

    /**
     * Examples with the clean pass over them.
     *
     * @param input x, [n, inputShape...]
     * @param outputs of the pass at x
     * @param labels one-hot or probabilities [n, m]; null if the examples have none
     * @param passes adds further passes with the same parameters
     */
    record Examples(SDVariable input, Outputs outputs, SDVariable labels, Passes passes) {}

    /** Adds passes to the graph. */
    interface Passes {

        /**
         * The outputs at another input.
         *
         * @param input x + r, of x's shape
         * @param masks which dropout masks the pass has
         */
        Outputs at(SDVariable input, Direction.Masks masks);
    }
}
