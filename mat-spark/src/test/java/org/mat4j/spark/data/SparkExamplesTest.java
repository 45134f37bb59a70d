package org.mat4j.spark.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.network.Network;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.train.data.DataPosition;
import org.mat4j.core.train.data.Resumable;
import org.mat4j.core.train.data.UnlabeledBatches;
import org.mat4j.core.train.shard.Draw;
import org.mat4j.core.train.shard.DrawSource;
import org.mat4j.core.train.shard.DrawnBatch;
import org.mat4j.core.train.shard.Positions;
import org.mat4j.core.train.shard.SentBatch;
import org.mat4j.data.dataset.Datasets;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.InputChange;
import org.mat4j.data.image.ImageData;
import org.mat4j.spark.internal.Packed;
import org.mat4j.spark.internal.Sent;
import org.mat4j.spark.testing.LocalSpark;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import scala.reflect.ClassTag;

/** Examples are held and drawn as they were given; those that do not fit are told in a sentence. */
class SparkExamplesTest {

    private static final Network NETWORK = TestNetwork.dense(2, 3, 3);

    @RegisterExtension
    static final LocalSpark SPARK = new LocalSpark("local[2]");

    /** Example i of all has the values i, 0.5 and the label i mod 3. */
    private static Example numbered(int i) {
        return Example.labeled(new float[] {i, 0.5f}, i % 3);
    }

    private static List<Example> numbered(int from, int to) {
        List<Example> all = new ArrayList<>();
        for (int i = from; i < to; i++) {
            all.add(numbered(i));
        }
        return all;
    }

    /** Shards of the given sizes, of examples that are numbered on from shard to shard. */
    private static ShardReader sized(int... sizes) {
        return (shard, shards) -> {
            int from = 0;
            for (int s = 0; s < shard; s++) {
                from += sizes[s];
            }
            return numbered(from, from + sizes[shard]).stream();
        };
    }

    private static SparkExamples.Builder builder(int shards) {
        return SparkExamples.builder(SPARK.context(), NETWORK, shards);
    }

    private static int[] first(INDArray inputs) {
        return inputs.get(NDArrayIndex.all(), NDArrayIndex.point(0)).toIntVector();
    }

    private static int[] sorted(List<int[]> batches) {
        return batches.stream().flatMapToInt(Arrays::stream).sorted().toArray();
    }

    @Test
    void anEpochHasEachExampleOnceInAnotherOrderThanTheLast() {
        List<Example> all = numbered(0, 12);
        try (SparkExamples examples =
                builder(3).labeled(SPARK.context().parallelize(all, 5)).load()) {
            DataSetIterator data = examples.labeled(6, 1);
            List<List<int[]>> epochs = new ArrayList<>();
            for (int epoch = 0; epoch < 2; epoch++) {
                List<int[]> batches = new ArrayList<>();
                while (data.hasNext()) {
                    org.nd4j.linalg.dataset.api.DataSet batch = data.next();
                    int[] numbers = first(batch.getFeatures());
                    int[] labels = batch.getLabels().argMax(1).toIntVector();
                    for (int i = 0; i < numbers.length; i++) {
                        assertEquals(numbers[i] % 3, labels[i], "label of example " + numbers[i]);
                        assertEquals(i / 2, numbers[i] % 3, "shard of example " + numbers[i] + ", dealt in turns");
                    }
                    batches.add(numbers);
                }
                epochs.add(batches);
                data.reset();
            }
            assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, sorted(epochs.get(0)));
            assertArrayEquals(sorted(epochs.get(0)), sorted(epochs.get(1)));
            assertNotEquals(
                    Nd4j.createFromArray(epochs.get(0).get(0)),
                    Nd4j.createFromArray(epochs.get(1).get(0)));
        }
    }

    @Test
    void anEpochIsAsLongAsTheSmallestShardAllowsAndLeavesOutOthersEachTime() {
        try (SparkExamples examples = builder(2).labeled(sized(3, 7)).load()) {
            DataSetIterator data = examples.labeled(4, 1);
            List<int[]> seen = new ArrayList<>();
            for (int epoch = 0; epoch < 30; epoch++) {
                seen.add(first(data.next().getFeatures()));
                assertEquals(false, data.hasNext(), "3 examples are one share of 2");
                data.reset();
            }
            assertEquals(10, Arrays.stream(sorted(seen)).distinct().count());
        }
    }

    @Test
    void unlabeledShardsAreEachPassedOverOnTheirOwn() {
        try (SparkExamples examples =
                builder(2).labeled(sized(2, 2)).unlabeled(sized(2, 3)).load()) {
            UnlabeledBatches data = examples.unlabeled(6, 1);
            List<int[]> smaller = new ArrayList<>();
            List<int[]> larger = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                INDArray batch = data.next();
                smaller.add(first(batch.get(NDArrayIndex.interval(0, 3), NDArrayIndex.all())));
                larger.add(first(batch.get(NDArrayIndex.interval(3, 6), NDArrayIndex.all())));
            }
            assertArrayEquals(new int[] {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1}, sorted(smaller));
            assertArrayEquals(new int[] {2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4}, sorted(larger));
        }
    }

    @Test
    void aSourceGoesToAnyPosition() {
        try (SparkExamples examples =
                builder(2).labeled(sized(6, 6)).unlabeled(sized(3, 4)).load()) {
            DataSetIterator labeled = examples.labeled(4, 1);
            UnlabeledBatches unlabeled = examples.unlabeled(4, 1);
            for (int i = 0; i < 5; i++) {
                if (!labeled.hasNext()) {
                    labeled.reset();
                }
                labeled.next();
                unlabeled.next();
            }
            DataSetIterator moved = examples.labeled(4, 1);
            ((Resumable) moved).moveTo(((Resumable) labeled).position());
            assertEquals(labeled.next().getFeatures(), moved.next().getFeatures());
            UnlabeledBatches other = examples.unlabeled(4, 1);
            ((Resumable) other).moveTo(((Resumable) unlabeled).position());
            assertEquals(unlabeled.next(), other.next());
            String message = assertThrows(
                            IllegalArgumentException.class, () -> ((Resumable) moved).moveTo(new DataPosition(0, 4)))
                    .getMessage();
            assertTrue(message.contains("is 4, expected at most 3"), message);
        }
    }

    /** By its place in the whole batch, and another one each time. */
    @Test
    void inputsAreChangedWhereTheyLie() {
        InputChange noise = (values, offset, shape, seed) -> values[offset + 1] = (float) (seed >>> 40);
        try (SparkExamples examples =
                builder(2).labeled(sized(4, 4)).changed(noise).load()) {
            List<Float> all = new ArrayList<>();
            DataSetIterator data = examples.labeled(4, 1);
            for (int epoch = 0; epoch < 2; epoch++) {
                while (data.hasNext()) {
                    for (float[] row : data.next().getFeatures().toFloatMatrix()) {
                        all.add(row[1]);
                    }
                }
                data.reset();
            }
            assertEquals(16, all.stream().distinct().count(), all.toString());
            INDArray first = examples.labeled(4, 1).next().getFeatures();
            assertEquals(first, examples.labeled(4, 1).next().getFeatures());
        }
    }

    @Test
    void everyNthImageOfADataSetIsHeldAsItsPixels() {
        ImageData sample = Datasets.load(ImageDataset.SAMPLE, Part.TRAIN);
        Network network = TestNetwork.dense(sample.inputShape(), 3, 10);
        try (SparkExamples examples = SparkExamples.builder(SPARK.context(), network, 3)
                .labeled(ShardReader.of(() -> Datasets.load(ImageDataset.SAMPLE, Part.TRAIN)))
                .load()) {
            HeldStream stream = examples.stream(StreamKind.LABELED);
            assertEquals(sample.size(), stream.size());
            assertEquals(
                    784L * sample.size(),
                    stream.parts().stream().mapToLong(HeldStream.Part::bytes).sum());
            Draw draw = ((DrawSource) examples.labeled(30, 1)).draw();
            INDArray inputs = draw.inputs().get();
            int[] labels = draw.labels().argMax(1).toIntVector();
            for (int i = 0; i < 30; i++) {
                int shard = i / 10;
                int image = 3 * draw.shards().get(shard).rows()[i % 10] + shard;
                assertEquals(sample.label(image), labels[i], "label of image " + image);
                float[] expected = new float[784];
                sample.unlabeled().copyTo(image, expected, 0);
                INDArray row = inputs.get(NDArrayIndex.point(i), NDArrayIndex.all(), NDArrayIndex.all());
                assertArrayEquals(expected, row.dup('c').data().asFloat(), "image " + image);
            }
        }
    }

    @Test
    void whatIsSentHasNoFeatures() {
        int inputs = 3000;
        Network network = TestNetwork.dense(inputs, 3, 3);
        ShardReader reader = (shard, shards) ->
                Stream.generate(() -> Example.labeled(new float[inputs], shard)).limit(50);
        try (SparkExamples examples = SparkExamples.builder(SPARK.context(), network, 2)
                .labeled(reader)
                .unlabeled(reader)
                .load()) {
            Draw labeled = ((DrawSource) examples.labeled(20, 1)).draw();
            Draw unlabeled = ((DrawSource) examples.unlabeled(40, 1)).draw();
            for (SentBatch batch : new DrawnBatch(labeled, unlabeled).sent(2)) {
                int bytes = Packed.of(batch).length;

                assertTrue(bytes < 1000, bytes + " bytes are sent for 30 positions; as many inputs are 360,000");
            }
        }
    }

    @Test
    void pixelsTakeAByteAndAreTheSameAfterwardsAsOtherNumbersAre() {
        float[] pixels = new float[256];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i / 255f;
        }
        float[] others = pixels.clone();
        others[7] = Math.nextUp(others[7]);
        float[] negative = pixels.clone();
        negative[0] = -0.0f;
        StreamForm form = new StreamForm(StreamKind.UNLABELED, new long[] {256}, 3);
        PackedExamples packed = PackedExamples.of(
                Stream.of(pixels, others, negative).map(Example::unlabeled).iterator(), form, 0);
        assertEquals(256 * (1 + 4 + 4), packed.bytes());
        float[] values = packed.values(new Positions(new int[] {1, 0, 2, 0}, 0, packed.checksum()), 256);
        for (int i = 0; i < 256; i++) {
            assertEquals(others[i], values[i]);
            assertEquals(pixels[i], values[256 + i]);
            assertEquals(Float.floatToIntBits(negative[i]), Float.floatToIntBits(values[512 + i]));
            assertEquals(pixels[i], values[768 + i]);
        }
    }

    /** As Spark moves a shard to disk, with the serializer that many clusters have. */
    @Test
    void aShardSurvivesTheSerializerOfTheCluster() {
        StreamForm form = new StreamForm(StreamKind.LABELED, new long[] {2}, 3);
        PackedExamples packed = PackedExamples.of(numbered(0, 5).iterator(), form, 0);
        HeldShard shard = new HeldShard(
                packed,
                null,
                new long[] {2},
                3,
                new Sent<InputChange>((values, offset, shape, seed) -> values[offset]++));
        SerializerInstance kryo = SparkEnv.get().serializer().newInstance();
        ClassTag<HeldShard> tag = scala.reflect.ClassTag$.MODULE$.apply(HeldShard.class);
        ByteBuffer bytes = kryo.serialize(shard, tag);
        HeldShard read = kryo.deserialize(bytes, tag);
        Positions positions = new Positions(new int[] {4, 1}, 1, packed.checksum());
        assertArrayEquals(new float[] {5, 0.5f, 2, 0.5f}, read.values(StreamKind.LABELED, positions));
        assertEquals(shard.labels(positions), read.labels(positions));
    }

    private static void assertRefused(String expected, SparkExamples.Builder builder) {
        String message =
                assertThrows(IllegalArgumentException.class, builder::load).getMessage();
        assertEquals(expected, message);
    }

    @Test
    void examplesThatDoNotFitAreNamed() {
        List<Example> one = new ArrayList<>(numbered(0, 4));
        one.add(Example.labeled(new float[] {1}, 0));
        assertRefused(
                "example 2 of the labeled ones of shard 0 has 1 values, expected 2 as an input of shape [2] has",
                builder(2).labeled(SPARK.context().parallelize(one, 2)));
        assertRefused(
                "example 1 of the labeled ones of shard 1 has the label 3, expected 0 to 2",
                builder(2)
                        .labeled((shard, shards) -> Stream.of(numbered(0), Example.labeled(new float[2], 2 + shard))));
        assertRefused(
                "example 0 of the labeled ones of shard 0 has no label, expected 0 to 2",
                builder(1).labeled((shard, shards) -> Stream.of(Example.unlabeled(new float[2]))));
        assertRefused(
                "example 0 of the unlabeled ones of shard 0 has the value NaN at 1, expected finite numbers",
                builder(1)
                        .labeled(sized(1))
                        .unlabeled((shard, shards) -> Stream.of(Example.unlabeled(new float[] {0, Float.NaN}))));
        assertRefused(
                "shard 1 has no labeled examples, expected some", builder(2).labeled(sized(1, 0)));
        assertRefused("the stream of labeled examples is missing, expected some", builder(1));
        Path file = Path.of("rows.bin");
        String message = assertThrows(IllegalArgumentException.class, () -> builder(1)
                        .labeled((shard, shards) -> numbered(0, file.getNameCount()).stream()))
                .getMessage();
        assertTrue(
                message.startsWith("the reader cannot be sent to executors, expected one of serializable parts"),
                message);
    }

    @Test
    void whatCannotBeReadIsTold() {
        String message = assertThrows(IllegalStateException.class, () -> builder(1)
                        .labeled((shard, shards) -> {
                            throw new IOException("there is no file train.bin");
                        })
                        .load())
                .getMessage();
        assertTrue(
                message.startsWith("no executor could read the labeled examples: ")
                        && message.endsWith("there is no file train.bin"),
                message);
    }

    @Test
    void anRddThatCannotBeComputedIsTold() {
        JavaRDD<Example> rows = SPARK.context().parallelize(List.of(0, 1), 2).map(row -> {
            throw new IOException("there is no file rows.csv");
        });
        String message = assertThrows(
                        IllegalStateException.class,
                        () -> builder(1).labeled(rows).load())
                .getMessage();
        assertTrue(
                message.startsWith("no executor could read the labeled examples: ")
                        && message.endsWith("there is no file rows.csv"),
                message);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 8})
    void batchesThatShardsCannotGiveAreRefused(int batchSize) {
        try (SparkExamples examples = builder(2).labeled(sized(3, 4)).load()) {
            String message = assertThrows(IllegalArgumentException.class, () -> examples.labeled(batchSize, 1))
                    .getMessage();
            assertTrue(
                    message.contains(
                            batchSize == 8
                                    ? "batchSize is 8, expected at most 3 per shard"
                                    : "batchSize is " + batchSize + ", expected a multiple of 2"),
                    message);
            String missing = assertThrows(IllegalArgumentException.class, () -> examples.unlabeled(2, 1))
                    .getMessage();
            assertEquals("the stream of unlabeled examples is missing, expected some, by the builder", missing);
        }
    }
}
