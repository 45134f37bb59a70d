package org.mat4j.data.dataset;

/** The two parts that a dataset is published in. */
public enum DataPart {
    /** To train on, and to draw validation data from. */
    TRAIN,
    /** To report the error on, and for nothing else. */
    TEST
}
