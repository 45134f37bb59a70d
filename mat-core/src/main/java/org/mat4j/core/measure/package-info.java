/**
 * Measures of a model beside its error: smoothness, the geometry of its latent, calibration, and how well it tells
 * examples of another kind.
 */
package org.mat4j.core.measure;
