/**
 * Robust accuracy by the standard ensemble of attacks (Croce and Hein 2020):
 * {@link org.mat4j.core.measure.attack.ensemble.StandardEnsemble} says what is done against which
 * {@link org.mat4j.core.measure.attack.ensemble.Threat}, {@link org.mat4j.core.measure.attack.ensemble.EnsembleResult} what
 * is left.
 */
package org.mat4j.core.measure.attack.ensemble;
