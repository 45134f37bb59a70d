package org.mat4j.core.network;

/** How a pass treats batch normalization and dropout. */
public enum Mode {
    /** Statistics of the batch, dropout active. All passes of one update are built in this mode. */
    TRAINING,
    /** Running statistics, no dropout. */
    INFERENCE
}
