package org.mat4j.core.train.shard;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Where a round led a shard.
 *
 * @param updates what came out of each
 * @param parameters all of them, [1, length]
 * @param states by name
 * @param updater its state, by name
 */
public record RoundResult(
        List<SentOutputs> updates,
        ArrayBytes parameters,
        Map<String, ArrayBytes> states,
        Map<String, ArrayBytes> updater)
        implements Serializable {}
