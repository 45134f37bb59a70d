package org.mat4j.core.train.shard;

import java.io.Serializable;
import java.util.Map;
import org.mat4j.core.network.StateChange;

/** A {@link ShardResult} with its gradient in a form to be sent. */
public record SentResult(ShardOutputs outputs, SentArray gradient, Map<String, StateChange> states)
        implements Serializable {

    /** In another form. */
    public static SentResult of(ShardResult result, Compression compression) {
        return new SentResult(result.outputs(), compression.of(result.gradient()), result.states());
    }

    /** As it was, but for the compression. */
    public ShardResult result() {
        return new ShardResult(outputs, gradient.toArray(), states);
    }
}
