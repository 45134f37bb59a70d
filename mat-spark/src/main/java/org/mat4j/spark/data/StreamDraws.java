package org.mat4j.spark.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.util.MathArrays;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.program.SeedMixer;
import org.mat4j.core.train.shard.Draw;
import org.mat4j.core.train.shard.Positions;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Draws batches of a stream: of each shard equally many examples, in a random order of its own in each pass over it, which depends on
 * seed, shard and pass alone.
 */
final class StreamDraws {

    /** A shard's order of a pass. */
    private record Order(int pass, int[] rows) {}

    private final SparkExamples examples;
    private final StreamKind kind;
    private final HeldStream stream;
    private final int batchSize;
    private final long seed;
    private final List<Order> orders = new ArrayList<>();

    /** @throws IllegalArgumentException if the shards do not divide the size of a batch */
    StreamDraws(SparkExamples examples, StreamKind kind, int batchSize, long seed) {
        this.examples = examples;
        this.kind = kind;
        this.batchSize = batchSize;
        this.seed = seed;
        stream = examples.stream(kind);
        Checks.require(
                batchSize > 0 && batchSize % examples.shards() == 0,
                "batchSize",
                batchSize,
                "a multiple of " + examples.shards() + ", the number of shards");
        for (int shard = 0; shard < examples.shards(); shard++) {
            orders.add(order(shard, 0));
        }
    }

    int batchSize() {
        return batchSize;
    }

    /** How many examples a batch has of each shard. */
    int share() {
        return batchSize / examples.shards();
    }

    HeldStream stream() {
        return stream;
    }

    private Order order(int shard, int pass) {
        int[] rows = MathArrays.natural(stream.parts().get(shard).size());
        int[] key = {(int) (seed >>> Integer.SIZE), (int) seed, pass, shard, kind.ordinal()};
        MathArrays.shuffle(rows, new MersenneTwister(key));
        return new Order(pass, rows);
    }

    /** Which example comes at a place of a shard's pass, both counted from 0. */
    private int row(int shard, int pass, int place) {
        if (orders.get(shard).pass() != pass) {
            orders.set(shard, order(shard, pass));
        }
        return orders.get(shard).rows()[place];
    }

    /** The batch of a pass that all shards begin together, counted from 0. */
    Draw ofPass(int pass, int batch) {
        return draw(
                SeedMixer.mix(SeedMixer.mix(seed) + pass) + batch,
                (shard, i) -> row(shard, pass, Math.multiplyExact(batch, share()) + i));
    }

    /** A batch, counted from 0, of shards that each begin a pass when they are through one. */
    Draw ofAll(int batch) {
        return draw(SeedMixer.mix(~seed) + batch, (shard, i) -> {
            long place = (long) batch * share() + i;
            int size = stream.parts().get(shard).size();
            return row(shard, Math.toIntExact(place / size), (int) (place % size));
        });
    }

    private interface Rows {
        int at(int shard, int i);
    }

    private Draw draw(long changeSeed, Rows rows) {
        List<Positions> shards = new ArrayList<>();
        for (int s = 0; s < examples.shards(); s++) {
            int shard = s;
            shards.add(new Positions(
                    IntStream.range(0, share()).map(i -> rows.at(shard, i)).toArray(),
                    SeedMixer.mix(SeedMixer.mix(changeSeed) + shard),
                    stream.parts().get(shard).checksum()));
        }
        return new Draw(
                shards, kind == StreamKind.LABELED ? labels(shards) : null, () -> examples.inputs(kind, shards));
    }

    private INDArray labels(List<Positions> shards) {
        int[] classes = IntStream.range(0, shards.size())
                .flatMap(shard -> IntStream.of(shards.get(shard).rows())
                        .map(row -> stream.parts().get(shard).labels()[row]))
                .toArray();
        return HeldShard.oneHot(classes, examples.classCount());
    }
}
