package org.mat4j.core.train;

/** Whether a training goes on from the newest checkpoint of its folder. */
public enum Resume {
    /** It starts anew; checkpoints that are there already are an error, since they would be mixed with its own. */
    NEVER,
    /** It goes on if there is a checkpoint, and else starts anew. */
    IF_PRESENT,
    /** It goes on; that there is no checkpoint is an error. */
    REQUIRED
}
