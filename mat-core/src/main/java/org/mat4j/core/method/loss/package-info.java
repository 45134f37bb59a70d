/**
 * The terms of the training objective, one per file, each a function from outputs to one value per example [n]. All are
 * minimized. Means over the batch and weights are applied by the training graph.
 */
package org.mat4j.core.method.loss;
