/**
 * Ready networks, each a record of choices over the blocks: depth, widths, activation, normalization, size of the
 * latent; by default they are as published. {@link org.mat4j.layers.network.BlockNetwork} makes networks of one's own
 * from blocks, for images and for tables.
 */
package org.mat4j.layers.network;
