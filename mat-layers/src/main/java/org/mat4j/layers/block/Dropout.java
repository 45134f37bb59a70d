package org.mat4j.layers.block;

import org.mat4j.core.check.Checks;
import org.mat4j.core.network.Pass;

/**
 * Sets a share of the elements to 0 in training; see {@link Pass#dropout}.
 *
 * @param rate share dropped, in [0, 1)
 */
public record Dropout(double rate) implements Block {

    public Dropout {
        requireRate(rate);
    }

    /**
     * Requires a share that can be dropped.
     *
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
    public static void requireRate(double rate) {
        Checks.require(rate >= 0 && rate < 1, "dropout rate", rate, "a number in [0, 1)");
    }

    @Override
    public Tensor apply(Pass pass, String name, Tensor x) {
        return x.with(pass.dropout(name, x.value(), rate));
    }
}
