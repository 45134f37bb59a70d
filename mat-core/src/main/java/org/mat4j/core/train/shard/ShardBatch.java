package org.mat4j.core.train.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.program.Share;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The examples of an update, or a shard of them: some successive rows of the labeled batch, and the same share of the unlabeled one.
 *
 * @param labeled inputs [n, inputShape...]
 * @param labels [n, m]
 * @param unlabeled inputs [n', inputShape...]; null if the update has none
 * @param share which of the shards this is
 */
public record ShardBatch(INDArray labeled, INDArray labels, INDArray unlabeled, Share share) implements UpdateBatch {

    /** Checks that there are examples and labels. */
    public ShardBatch {
        Objects.requireNonNull(labeled, "labeled");
        Objects.requireNonNull(labels, "labels");
        Objects.requireNonNull(share, "share");
    }

    /** All of an update. */
    public static ShardBatch whole(INDArray labeled, INDArray labels, INDArray unlabeled) {
        return new ShardBatch(labeled, labels, unlabeled, Share.WHOLE);
    }

    @Override
    public ShardBatch here() {
        return this;
    }

    @Override
    public ShardBatch copy() {
        return new ShardBatch(labeled.dup(), labels.dup(), unlabeled == null ? null : unlabeled.dup(), share);
    }

    @Override
    public List<SentBatch> sent(int parts) {
        return parts(parts).stream().<SentBatch>map(SentValues::of).toList();
    }

    /**
     * Equal parts of this whole batch, in order; views of its memory.
     *
     * @throws IllegalArgumentException if its examples cannot be dealt evenly, which would weigh them unequally
     */
    public List<ShardBatch> parts(int parts) {
        requireEven("labeled", labeled, parts);
        if (unlabeled != null) {
            requireEven("unlabeled", unlabeled, parts);
        }
        List<ShardBatch> result = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            Share part = new Share(i, parts);
            result.add(new ShardBatch(
                    part.of(labeled), part.of(labels), unlabeled == null ? null : part.of(unlabeled), part));
        }
        return result;
    }

    private static void requireEven(String which, INDArray examples, int parts) {
        Checks.require(
                examples.size(0) % parts == 0,
                "number of " + which + " examples of an update",
                examples.size(0),
                "a multiple of " + parts + ", the number of shards");
    }
}
