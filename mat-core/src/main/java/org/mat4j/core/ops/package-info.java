/**
 * Operations in the form in which they are fast and differentiable here. Each serializes as a stock SameDiff operation,
 * so that a saved graph needs nothing of this library.
 */
package org.mat4j.core.ops;
