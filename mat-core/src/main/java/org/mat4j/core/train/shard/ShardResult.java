package org.mat4j.core.train.shard;

import java.io.Serializable;
import java.util.Map;
import org.mat4j.core.network.StateChange;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What came out of the examples of an update, or of a shard of them.
 *
 * @param loss the objective, a mean over the examples
 * @param terms by name, without their weights; means too
 * @param gradient of the loss to all parameters, [1, length], 0 for frozen ones
 * @param latent of the labeled examples, [n, D]
 * @param states how they change, by name
 */
public record ShardResult(
        double loss, Map<String, Double> terms, INDArray gradient, INDArray latent, Map<String, StateChange> states)
        implements Serializable {}
