/** What comes in: checks of batches, channel order, and sources of unlabeled examples. */
package org.mat4j.core.train.data;
