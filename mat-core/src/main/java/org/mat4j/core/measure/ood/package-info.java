/**
 * How well a model tells examples of another kind, "strangers", from those of its own, "home": {@link
 * org.mat4j.core.measure.ood.Detector}s score each example, {@link org.mat4j.core.measure.ood.FittedDetectors} applies
 * them to a model, and {@link org.mat4j.core.measure.ood.Separation} measures what the scores are worth.
 */
package org.mat4j.core.measure.ood;
