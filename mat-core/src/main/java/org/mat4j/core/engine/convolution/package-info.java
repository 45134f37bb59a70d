/**
 * How 2-D convolutions are computed with fewer products than their definition has, as sequences of ND4J's operations. Knows
 * arrays and arguments; no graph, no plan.
 */
package org.mat4j.core.engine.convolution;
