package org.mat4j.core.train.shard;

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;

/**
 * What all shards of an update need to know of the training.
 *
 * @param update counted from 0
 * @param parameters all of them, [1, length]
 * @param states by name
 * @param mixture of the latents as JSON; null before the first update
 * @param settings of network and training by name, which must be those of who computes
 */
public record ShardState(
        long update,
        ArrayBytes parameters,
        Map<String, ArrayBytes> states,
        String mixture,
        Map<String, String> settings)
        implements Serializable {

    /** Checks that there are values. */
    public ShardState {
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(states, "states");
        Objects.requireNonNull(settings, "settings");
    }
}
