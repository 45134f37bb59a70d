/** Checkpoints of a training: what they hold, their files, and the folder that keeps the latest and the best. */
package org.mat4j.core.train.checkpoint;
