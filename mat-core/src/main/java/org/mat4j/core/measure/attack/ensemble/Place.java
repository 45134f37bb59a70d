package org.mat4j.core.measure.attack.ensemble;

/**
 * A point that the model was asked for.
 *
 * @param point [d]
 * @param loss there
 * @param gradient of the loss, [d]
 */
record Place(double[] point, double loss, double[] gradient) {}
