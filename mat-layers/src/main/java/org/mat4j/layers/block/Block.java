package org.mat4j.layers.block;

import org.mat4j.core.network.Pass;

/** A piece of a network. */
@FunctionalInterface
public interface Block {

    /**
     * Adds the block to a pass.
     *
     * @param pass the pass
     * @param name prefix of the block's parameters; unique in the network
     * @param x the input
     */
    Tensor apply(Pass pass, String name, Tensor x);
}
