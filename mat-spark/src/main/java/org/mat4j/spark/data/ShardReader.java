package org.mat4j.spark.data;

import java.io.IOException;
import java.io.Serializable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.network.LabelForm;
import org.mat4j.data.example.Examples;
import org.mat4j.data.example.Inputs;

/**
 * Reads the examples of a shard where they lie: called on the executor that is to hold them, and again on another one if that is lost.
 * It must give the same examples in the same order each time.
 */
@FunctionalInterface
public interface ShardReader extends Serializable {

    /**
     * The examples of a shard.
     *
     * @param shard from 0
     * @param shards how many there are
     * @return read one by one, and closed
     * @throws IOException if they cannot be read; Spark then tries again
     */
    Stream<Example> read(int shard, int shards) throws IOException;

    /** Loads examples on an executor. */
    @FunctionalInterface
    interface Loader extends Serializable {

        /** All examples, the same on each executor. */
        Examples load();
    }

    /** Every n-th of a data set, of which there is a copy on each machine, or which is shared. Labels are classes. */
    static ShardReader of(Loader loader) {
        return (shard, shards) -> {
            Examples all = loader.load();
            Checks.require(
                    all.labelForm() == LabelForm.ONE_HOT,
                    "form of the labels",
                    all.labelForm(),
                    LabelForm.ONE_HOT + " for examples that executors hold");
            Inputs inputs = all.unlabeled();
            int length = (int) IntStream.range(0, inputs.inputShape().length)
                    .mapToLong(i -> inputs.inputShape()[i])
                    .reduce(1, Math::multiplyExact);
            return IntStream.iterate(shard, i -> i < all.size(), i -> i + shards)
                    .mapToObj(i -> {
                        float[] values = new float[length];
                        inputs.copyTo(i, values, 0);
                        return Example.labeled(values, all.label(i));
                    });
        };
    }
}
