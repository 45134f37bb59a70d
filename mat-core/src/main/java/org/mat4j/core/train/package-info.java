/**
 * The training loop: one graph execution per update, an updater over all parameters at once, the mixture's estimate, and
 * listeners that are told each loss term.
 */
package org.mat4j.core.train;
