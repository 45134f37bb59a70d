/**
 * Measures of a model beside its error: smoothness, the geometry of its latent and calibration; how well it tells
 * examples of another kind is in {@link org.mat4j.core.measure.ood}.
 */
package org.mat4j.core.measure;
