package org.mat4j.data.example;

/**
 * Two disjoint parts of one whole.
 *
 * @param training   the examples to train on
 * @param validation the examples to choose settings by
 */
public record DataSplit<E extends Examples>(E training, E validation) {}
