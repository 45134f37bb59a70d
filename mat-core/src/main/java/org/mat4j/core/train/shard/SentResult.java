package org.mat4j.core.train.shard;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mat4j.core.network.StateChange;

/** A {@link ShardResult} in a form to be sent. */
public record SentResult(SentOutputs outputs, SentArray gradient, Map<String, State> states) implements Serializable {

    /** A {@link StateChange}. */
    public record State(ArrayBytes value, double decay) implements Serializable {}

    /** A copy. */
    public static SentResult of(ShardResult result, Compression compression) {
        Map<String, State> states = new LinkedHashMap<>();
        result.states()
                .forEach((name, change) -> states.put(name, new State(ArrayBytes.of(change.value()), change.decay())));
        return new SentResult(SentOutputs.of(result.outputs()), compression.of(result.gradient()), states);
    }

    /** As it was, but for the compression. */
    public ShardResult result() {
        Map<String, StateChange> changes = new LinkedHashMap<>();
        states.forEach(
                (name, state) -> changes.put(name, new StateChange(state.value().toArray(), state.decay())));
        return new ShardResult(outputs.outputs(), gradient.toArray(), changes);
    }
}
