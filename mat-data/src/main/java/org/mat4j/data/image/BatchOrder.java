package org.mat4j.data.image;

/** The order in which an iterator goes through its examples. */
public enum BatchOrder {
    /** As they lie in the data. */
    SEQUENTIAL,
    /** Anew at random every epoch, as the seed and the epoch's number say. */
    SHUFFLED
}
