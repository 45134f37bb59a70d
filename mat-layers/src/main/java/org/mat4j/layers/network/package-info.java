/** Ready networks: each is one small class over the blocks. */
package org.mat4j.layers.network;
