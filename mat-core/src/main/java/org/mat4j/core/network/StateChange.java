package org.mat4j.core.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What an update makes of a state: decay times itself plus 1 - decay times a value.
 *
 * @param value of the state's shape
 * @param decay in [0, 1); 0 where the value takes the state's place
 */
public record StateChange(INDArray value, double decay) {

    /**
     * Changes the state.
     *
     * @param largestDecay takes the place of a decay that is larger; at least 0
     */
    public void applyTo(INDArray state, double largestDecay) {
        double kept = Math.min(decay, largestDecay);
        if (kept == 0) {
            state.assign(value);
            return;
        }
        try (INDArray part = value.mul(1 - kept)) {
            state.muli(kept).addi(part);
        }
    }
}
