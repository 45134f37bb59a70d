package org.mat4j.core.train.shard;

import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A batch of a stream, by where its examples are.
 *
 * @param shards what each takes, equally many, in their order
 * @param labels [n, m]; null of an unlabeled stream
 * @param inputs gets them here, [n, inputShape...]
 */
public record Draw(List<Positions> shards, INDArray labels, Supplier<INDArray> inputs) {

    /** Copies the list. */
    public Draw {
        shards = List.copyOf(shards);
    }
}
