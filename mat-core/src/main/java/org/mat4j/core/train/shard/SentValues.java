package org.mat4j.core.train.shard;

import org.mat4j.core.engine.program.Share;

/** Examples that are sent along; the unlabeled ones are null if there are none. */
record SentValues(ArrayBytes labeled, ArrayBytes labels, ArrayBytes unlabeled, Share share) implements SentBatch {

    static SentValues of(ShardBatch batch) {
        return new SentValues(
                ArrayBytes.of(batch.labeled()),
                ArrayBytes.of(batch.labels()),
                batch.unlabeled() == null ? null : ArrayBytes.of(batch.unlabeled()),
                batch.share());
    }

    @Override
    public ShardBatch examples(HeldExamples held) {
        return new ShardBatch(
                labeled.toArray(), labels.toArray(), unlabeled == null ? null : unlabeled.toArray(), share);
    }
}
