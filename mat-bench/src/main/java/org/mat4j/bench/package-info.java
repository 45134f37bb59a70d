/** Comparisons of a training step with plain SameDiff. */
package org.mat4j.bench;
