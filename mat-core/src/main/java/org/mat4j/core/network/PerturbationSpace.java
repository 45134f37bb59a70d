package org.mat4j.core.network;

/** Where the perturbation of a training is added, and what its size is measured in. */
public enum PerturbationSpace {
    /** The network's input, before its {@linkplain Network#preprocess first layer}: pixels in [0, 1]. */
    INPUT,
    /**
     * What the first layer gives: for whitened images units of the whitened values, as in the published code of virtual
     * adversarial training.
     */
    PREPROCESSED
}
