/**
 * Ready networks, each one small class over the blocks. Their builders change depth, widths, activation, normalization and
 * the size of the latent; by default they are as published.
 */
package org.mat4j.layers.network;
