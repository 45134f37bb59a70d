package org.mat4j.core.train.shard;

import java.io.Serializable;
import java.util.List;

/** The same shard of a round's batches, in the order of its updates. */
public record RoundBatches(List<ShardBatch> batches) implements Serializable {

    /** Copies the list. */
    public RoundBatches {
        batches = List.copyOf(batches);
    }
}
