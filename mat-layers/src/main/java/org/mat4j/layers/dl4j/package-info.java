/**
 * DeepLearning4J's networks, trained by this library's methods and given back: {@link
 * org.mat4j.layers.dl4j.Dl4jNetwork}. Needs the artifact {@code deeplearning4j-nn}, an optional dependency.
 */
package org.mat4j.layers.dl4j;
