/** Labeled and unlabeled images in memory, one byte per value, their random subsets and splits, and their batches. */
package org.mat4j.data.image;
