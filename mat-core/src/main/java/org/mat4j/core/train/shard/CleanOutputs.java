package org.mat4j.core.train.shard;

import java.io.Serializable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the network makes of labeled examples before the first update.
 *
 * @param latent [n, D]
 * @param logits [n, m]
 */
public record CleanOutputs(INDArray latent, INDArray logits) implements Serializable {}
