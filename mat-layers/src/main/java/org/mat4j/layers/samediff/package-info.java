/** Graphs of SameDiff, one's own or imported ones, as networks. */
package org.mat4j.layers.samediff;
