package org.mat4j.spark.data;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.mat4j.core.check.Checks;
import org.mat4j.core.network.Network;
import org.mat4j.core.train.data.UnlabeledBatches;
import org.mat4j.core.train.shard.HeldExamples;
import org.mat4j.core.train.shard.Positions;
import org.mat4j.data.example.InputChange;
import org.mat4j.spark.internal.Executors;
import org.mat4j.spark.internal.Packed;
import org.mat4j.spark.internal.Sent;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Training examples that stay on the executors, in as many shards as a training has: an update sends their positions in place of them.
 * They are held in memory, and on local disk where that is full; those of an executor that dies are read again by another.
 *
 * <pre>{@code
 * try (SparkExamples digits = SparkExamples.builder(context, recipe.network(), 4)
 *                 .labeled(ShardReader.of(() -> Datasets.load(ImageDataset.MNIST, Part.TRAIN)))
 *                 .load();
 *         TrainedModel model = SparkTrainer.builder(context, recipe, digits)
 *                 .build()
 *                 .fit(digits.labeled(400, 1), validation)) { ... }
 * }</pre>
 *
 * <p>The driver keeps 4 bytes for each label and 4 for each place in an epoch's order.
 */
public final class SparkExamples implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SparkExamples.class);

    private final int shards;
    private final long[] inputShape;
    private final int classCount;
    private final HeldShards held;
    private final ShardBalance balance;
    private final Map<StreamKind, HeldStream> streams = new EnumMap<>(StreamKind.class);

    private SparkExamples(Builder b) {
        shards = b.shards;
        inputShape = b.inputShape;
        classCount = b.classCount;
        balance = new ShardBalance(2 * shards);
        Executors.await(b.context);
        held = new HeldShards(b.context, b.shards());
        try {
            b.sources.keySet().forEach(this::read);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void read(StreamKind kind) {
        HeldStream stream = held.stream(kind);
        streams.put(kind, stream);
        LOG.info(
                "{} {} examples in {} shards of {} to {}, up to {} MB each",
                stream.size(),
                kind,
                shards,
                stream.smallest(),
                stream.largest(),
                stream.largestBytes() >> 20);
    }

    /** Starts examples of a network's inputs and classes, in so many shards, at least 1. */
    public static Builder builder(JavaSparkContext context, Network network, int shards) {
        return new Builder(context, network, shards);
    }

    /** How many shards there are. */
    public int shards() {
        return shards;
    }

    int classCount() {
        return classCount;
    }

    HeldStream stream(StreamKind kind) {
        Checks.require(
                streams.containsKey(kind), "the stream of " + kind + " examples", "missing", "some, by the builder");
        return streams.get(kind);
    }

    /**
     * Labeled batches for a training: of each shard equally many examples, in a random order of its own in every epoch. An epoch is as
     * long as the smallest shard allows; what is left of it and of larger ones is left out, others each time. Whoever asks for a batch
     * itself gets it from the executors, as the estimate of the mixture at the end of a training does.
     *
     * <p>It has no names for the classes: {@link org.mat4j.core.train.Trainer.Builder#classNames} takes them.
     *
     * @param batchSize a multiple of the number of shards
     * @param seed of the orders, and of what is changed at random
     * @throws IllegalArgumentException if the shards do not divide the batch, or one has too few examples for it
     */
    public DataSetIterator labeled(int batchSize, long seed) {
        return new LabeledDraws(new StreamDraws(this, StreamKind.LABELED, batchSize, seed));
    }

    /**
     * Unlabeled batches for a training, without end: of each shard equally many examples, each as often as the others of its shard.
     *
     * @param batchSize a multiple of the number of shards
     * @param seed of the orders, and of what is changed at random
     * @throws IllegalArgumentException if the shards do not divide the batch, or there are no unlabeled examples
     */
    public UnlabeledBatches unlabeled(int batchSize, long seed) {
        return new UnlabeledDraws(new StreamDraws(this, StreamKind.UNLABELED, batchSize, seed));
    }

    /**
     * What is computed from an element per shard and the examples that are held for it, where they are.
     *
     * @param elements as many as shards, in as many partitions
     */
    public JavaRDD<byte[]> beside(JavaRDD<byte[]> elements, Function2<byte[], HeldExamples, byte[]> task) {
        return held.beside(elements, task);
    }

    /**
     * Moves a shard where one executor has more than its part, which is slow: another then reads it.
     *
     * @param holders by which executor each shard was computed in an update
     */
    public void spread(List<String> holders) {
        if (Set.copyOf(holders).size() < holders.size()) {
            balance.toMove(holders, held.executors()).ifPresent(shard -> {
                LOG.info("shard {} moves from executor {}, which has several", shard, holders.get(shard));
                held.drop(shard);
            });
        }
    }

    /** The inputs of a batch, from the executors. */
    INDArray inputs(StreamKind kind, List<Positions> positions) {
        return held.inputs(kind, positions, inputShape);
    }

    /**
     * Checks that they are of a network.
     *
     * @throws IllegalArgumentException if its inputs or classes are others
     */
    public void requireFor(Network network) {
        Checks.require(
                Arrays.equals(inputShape, network.inputShape()) && classCount == network.classCount(),
                "what the executors hold",
                "examples of shape " + Arrays.toString(inputShape) + " in " + classCount + " classes",
                Arrays.toString(network.inputShape()) + " in " + network.classCount() + ", as " + network.name()
                        + " takes them");
    }

    /** How many there are, and a checksum, by which a training that is resumed knows them. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        streams.forEach((kind, stream) ->
                text.append(stream.size() + " " + kind + " (" + Long.toHexString(stream.checksum()) + "), "));
        return text + "in " + shards + " shards";
    }

    /** Lets the executors drop them. */
    @Override
    public void close() {
        held.dropAll();
    }

    /** Builds {@link SparkExamples}. */
    public static final class Builder {

        private final JavaSparkContext context;
        private final long[] inputShape;
        private final int classCount;
        private final int shards;
        private final Map<StreamKind, StreamSource> sources = new EnumMap<>(StreamKind.class);
        private InputChange change = InputChange.NONE;

        private Builder(JavaSparkContext context, Network network, int shards) {
            this.context = Objects.requireNonNull(context, "context");
            this.shards = Math.toIntExact(Checks.atLeast(1, "number of shards", shards));
            inputShape = network.inputShape();
            classCount = network.classCount();
        }

        /**
         * Labeled examples that executors read; must be given, here or below.
         *
         * @throws IllegalArgumentException if the reader cannot be sent to them
         */
        public Builder labeled(ShardReader reader) {
            return from(StreamKind.LABELED, StreamSource.of(sendable(reader)));
        }

        /** Labeled examples that Spark has, dealt to the shards in turns. They must come in the same order when Spark computes them again. */
        public Builder labeled(JavaRDD<Example> examples) {
            return from(StreamKind.LABELED, StreamSource.of(examples));
        }

        /** Unlabeled examples that executors read; labels are ignored. */
        public Builder unlabeled(ShardReader reader) {
            return from(StreamKind.UNLABELED, StreamSource.of(sendable(reader)));
        }

        /** Unlabeled examples that Spark has, as above. */
        public Builder unlabeled(JavaRDD<Example> examples) {
            return from(StreamKind.UNLABELED, StreamSource.of(examples));
        }

        private static ShardReader sendable(ShardReader reader) {
            try {
                Packed.of(reader);
                return reader;
            } catch (UncheckedIOException e) {
                throw new IllegalArgumentException(
                        "the reader cannot be sent to executors, expected one of serializable parts, with paths as text: "
                                + Executors.text(e.getCause()),
                        e);
            }
        }

        private Builder from(StreamKind kind, StreamSource source) {
            sources.put(kind, source);
            return this;
        }

        /**
         * Changes inputs at random, each time they are drawn, where they lie.
         *
         * @throws IllegalArgumentException if the network's inputs cannot be changed so
         */
        public Builder changed(InputChange value) {
            value.requireInput(inputShape);
            change = value;
            return this;
        }

        /**
         * Has the executors read the examples.
         *
         * @throws IllegalArgumentException if there are no labeled ones, or one has another shape than the network's inputs, numbers
         *     that are not finite, no label or none of the network's classes, or a shard has none
         * @throws IllegalStateException if they cannot be read
         */
        public SparkExamples load() {
            Checks.require(
                    sources.containsKey(StreamKind.LABELED), "the stream of labeled examples", "missing", "some");
            return new SparkExamples(this);
        }

        private JavaRDD<HeldShard> shards() {
            long[] shape = inputShape;
            int classes = classCount;
            Sent<InputChange> sent = new Sent<>(change);
            Function<StreamKind, JavaRDD<PackedExamples>> packed = kind -> HeldShards.reading(
                    kind, () -> sources.get(kind).packed(context, new StreamForm(kind, shape, classes), shards));
            JavaRDD<PackedExamples> labeled = packed.apply(StreamKind.LABELED);
            if (!sources.containsKey(StreamKind.UNLABELED)) {
                return labeled.map(examples -> new HeldShard(examples, null, shape, classes, sent));
            }
            return labeled.zipPartitions(packed.apply(StreamKind.UNLABELED), (examples, inputs) -> List.of(
                            new HeldShard(examples.next(), inputs.next(), shape, classes, sent))
                    .iterator());
        }
    }
}
