package org.mat4j.core.train;

/** Whether a training resumes from the newest checkpoint of its folder. */
public enum Resume {
    /** It starts from scratch; checkpoints that are there already are an error, since they would be mixed with its own. */
    NEVER,
    /** It resumes if there is a checkpoint, and else starts from scratch. */
    IF_PRESENT,
    /** It resumes; that there is no checkpoint is an error. */
    REQUIRED
}
