package org.mat4j.data.preprocess;

/** Whether training images are mirrored left to right. */
public enum HorizontalFlip {
    /** Never: for what a mirror would spoil, such as digits. */
    NEVER,
    /** Each image with probability 1/2, anew every time. */
    RANDOM
}
