/**
 * The terms of the training objective, one a file, each a function from features to one value an example [n]. All are
 * minimized. Means over the batch and weights are applied by the training graph.
 */
package org.mat4j.core.method.loss;
