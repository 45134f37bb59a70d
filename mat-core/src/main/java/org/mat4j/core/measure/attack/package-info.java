/**
 * Attacks: perturbations of inputs that try to make a trained classifier fail, and how much of its accuracy they leave.
 *
 * <p>An {@link org.mat4j.core.measure.attack.Attack} is a description; its success is a
 * {@link org.mat4j.core.measure.attack.Criterion}, its sizes are {@link org.mat4j.core.measure.attack.Budgets}.
 * {@link org.mat4j.core.measure.attack.RobustnessEvaluator} runs it on a model, and {@link org.mat4j.core.measure.attack.GradientMasking} warns where the outcome is too good
 * to be true.
 */
package org.mat4j.core.measure.attack;
