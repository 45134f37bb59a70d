package org.mat4j.core.train.shard;

import java.util.List;
import java.util.stream.IntStream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.program.Share;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The batch of an update whose examples the shards hold.
 *
 * @param labeled with labels
 * @param unlabeled null if the update has none
 */
public record DrawnBatch(Draw labeled, Draw unlabeled) implements UpdateBatch {

    /** Positions that are sent in place of examples. */
    private record Sent(Positions labeled, Positions unlabeled, Share share) implements SentBatch {

        @Override
        public ShardBatch examples(HeldExamples held) {
            return new ShardBatch(
                    held.labeled(labeled),
                    held.labels(labeled),
                    unlabeled == null ? null : held.unlabeled(unlabeled),
                    share);
        }
    }

    @Override
    public INDArray labels() {
        return labeled.labels();
    }

    @Override
    public ShardBatch here() {
        return ShardBatch.whole(
                labeled.inputs().get(),
                labels(),
                unlabeled == null ? null : unlabeled.inputs().get());
    }

    @Override
    public List<SentBatch> sent(int parts) {
        Checks.require(
                labeled.shards().size() == parts,
                "number of shards that hold the examples",
                labeled.shards().size(),
                parts + ", that of those who compute");
        return IntStream.range(0, parts)
                .<SentBatch>mapToObj(i -> new Sent(
                        labeled.shards().get(i),
                        unlabeled == null ? null : unlabeled.shards().get(i),
                        new Share(i, parts)))
                .toList();
    }

    @Override
    public UpdateBatch copy() {
        return this;
    }
}
