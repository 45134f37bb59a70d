package org.mat4j.layers.block;

/** Whether a linear block adds a trainable bias; a batch normalization after it makes one useless. */
public enum Bias {
    /** A bias, starting at 0. */
    YES,
    /** No bias. */
    NO
}
