package org.mat4j.layers.network;

/** What a network is given, and how many classes it tells apart: {@link ImageInput} or {@link TableInput}. */
public interface Input {

    /** Shape of one example: [height, width, channels] or [features]. */
    long[] shape();

    /** Number of classes, at least 2. */
    int classCount();
}
