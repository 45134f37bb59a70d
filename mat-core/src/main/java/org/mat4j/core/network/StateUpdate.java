package org.mat4j.core.network;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a state becomes after an update: decay times itself plus 1 - decay times a value of the graph.
 *
 * @param value of the state's shape
 * @param decay in [0, 1); 0 where the value takes the state's place
 */
public record StateUpdate(SDVariable value, double decay) {

    /** The change by the value that a run of the graph computed. */
    public StateChange by(INDArray computed) {
        return new StateChange(computed, decay);
    }
}
