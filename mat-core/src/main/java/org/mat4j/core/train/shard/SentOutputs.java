package org.mat4j.core.train.shard;

import java.io.Serializable;
import java.util.Map;

/** {@link ShardOutputs} in a form to be sent. */
public record SentOutputs(double loss, Map<String, Double> terms, ArrayBytes latent) implements Serializable {

    /** A copy. */
    public static SentOutputs of(ShardOutputs outputs) {
        return new SentOutputs(outputs.loss(), outputs.terms(), ArrayBytes.of(outputs.latent()));
    }

    /** As they were. */
    public ShardOutputs outputs() {
        return new ShardOutputs(loss, terms, latent.toArray());
    }
}
