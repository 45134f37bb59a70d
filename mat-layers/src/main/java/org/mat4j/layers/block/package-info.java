/**
 * Blocks to build networks from. Each is immutable, knows its output's shape, and asks the pass for its parameters
 * under the name it is applied with.
 */
package org.mat4j.layers.block;
