package org.mat4j.core.train.shard;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The batch of an update, where the steps are made: its examples, or where the shards have them. */
public interface UpdateBatch {

    /** Of the labeled examples, [n, m]. */
    INDArray labels();

    /** The examples themselves. */
    ShardBatch here();

    /**
     * Equal parts, in order.
     *
     * @throws IllegalArgumentException if the examples are not dealt evenly to so many
     */
    List<SentBatch> sent(int parts);

    /** One that stays as it is when the data uses its arrays again. */
    UpdateBatch copy();
}
