/** Curves of a training for TensorBoard. */
package org.mat4j.lab.tensorboard;
