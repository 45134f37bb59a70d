/** Watches the latent while it is trained: its scale, the spread of its classes, collapse and explosion. */
package org.mat4j.core.train.monitor;
