/** Checks and sums over rows of numbers that the measures share; for this project alone. */
package org.mat4j.core.measure.internal;
