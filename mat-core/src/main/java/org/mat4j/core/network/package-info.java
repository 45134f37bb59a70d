/**
 * What a network is to this library: a function from an input to a latent and to logits, built into a graph as often as
 * a method needs it, on one set of parameters.
 */
package org.mat4j.core.network;
