package org.mat4j.core.train.shard;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.program.NativeCalls;
import org.mat4j.core.engine.program.SeedMixer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The examples of an update, or a shard of them: some successive rows of the labeled batch, and the same share of the unlabeled one.
 *
 * @param labeled inputs [n, inputShape...]
 * @param labels [n, m]
 * @param unlabeled inputs [n', inputShape...]; null if the update has none
 * @param index of the shard, from 0
 * @param count of the shards; each has as many examples as the others
 */
public record ShardBatch(INDArray labeled, INDArray labels, INDArray unlabeled, int index, int count)
        implements Serializable {

    /** Checks that the shard is one of those. */
    public ShardBatch {
        Objects.requireNonNull(labeled, "labeled");
        Objects.requireNonNull(labels, "labels");
        Checks.require(index >= 0 && index < count, "index of a shard", index, "0 to " + (count - 1));
    }

    /** All of an update. */
    public static ShardBatch whole(INDArray labeled, INDArray labels, INDArray unlabeled) {
        return new ShardBatch(labeled, labels, unlabeled, 0, 1);
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
            result.add(new ShardBatch(
                    part(labeled, i, parts),
                    part(labels, i, parts),
                    unlabeled == null ? null : part(unlabeled, i, parts),
                    i,
                    parts));
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

    private static INDArray part(INDArray all, int index, int parts) {
        long size = all.size(0) / parts;
        return NativeCalls.examples(all, index * size, (index + 1) * size);
    }

    /** Of an array of the whole batch, [n count, ...], the rows that are this shard's. */
    public INDArray own(INDArray ofWhole) {
        return count == 1 ? ofWhole : part(ofWhole, index, count);
    }

    /** Of random numbers that are not drawn for the whole batch: that of the whole for the first shard, another for each. */
    public long seed(long ofWhole) {
        return index == 0 ? ofWhole : SeedMixer.mix(ofWhole + index);
    }
}
