/** Figure 3 of the paper: how error, loss and smoothness change during training. */
package org.mat4j.lab.plot.curve;
