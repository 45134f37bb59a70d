/**
 * Reverse-mode differentiation that adds the gradient to the same SameDiff graph, so that gradients can be used as
 * ordinary values: the adversarial direction is the gradient of a loss, and the training loss uses that direction.
 */
package org.mat4j.core.engine.gradient;
