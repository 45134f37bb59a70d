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

    /**
     * Changes the state.
     *
     * @param computed the value, after a run of the graph
     * @param largestDecay takes the place of a decay that is larger; at least 0
     */
    public void applyTo(INDArray state, INDArray computed, double largestDecay) {
        double kept = Math.min(decay, largestDecay);
        if (kept == 0) {
            state.assign(computed);
            return;
        }
        try (INDArray part = computed.mul(1 - kept)) {
            state.muli(kept).addi(part);
        }
    }
}
