/**
 * Attacks: perturbations of inputs that try to make a trained classifier fail, and how much of its accuracy they leave.
 *
 * <p>An {@link org.mat4j.core.measure.attack.Attack} is a description; {@link org.mat4j.core.measure.attack.RobustnessEvaluator} runs it
 * on a model at a list of levels, and {@link org.mat4j.core.measure.attack.GradientMasking} warns where the outcome is too good
 * to be true.
 */
package org.mat4j.core.measure.attack;
