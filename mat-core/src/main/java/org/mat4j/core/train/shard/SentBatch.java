package org.mat4j.core.train.shard;

import java.io.Serializable;

/** A shard of an update's batch, as it is sent to who computes it. */
public interface SentBatch extends Serializable {

    /** Its examples. */
    ShardBatch examples(HeldExamples held);
}
