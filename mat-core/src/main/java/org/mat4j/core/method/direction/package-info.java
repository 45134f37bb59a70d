/** Directions in the input: random, along a loss's gradient, or the worst one found by power iteration (III-H). */
package org.mat4j.core.method.direction;
