/** Sources of unlabeled batches, and sources of any batches that go to a position at once. */
package org.mat4j.core.train.data;
