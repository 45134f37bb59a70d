package org.mat4j.data.image;

/** What an iterator does with the examples that are left when they do not fill a batch. */
public enum LastBatch {
    /** They are a smaller batch: for evaluation, where each example counts. */
    KEEP,
    /** They are left out of this epoch: for training, where each update should weigh the same. */
    DROP
}
