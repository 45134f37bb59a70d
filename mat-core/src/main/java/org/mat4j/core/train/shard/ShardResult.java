package org.mat4j.core.train.shard;

import java.util.Map;
import org.mat4j.core.network.StateChange;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What came out of the examples of an update, or of a shard of them.
 *
 * @param outputs losses and latents
 * @param gradient of the loss to all parameters, [1, length], 0 for frozen ones
 * @param states how they change, by name
 */
public record ShardResult(ShardOutputs outputs, INDArray gradient, Map<String, StateChange> states) {}
