package org.mat4j.data.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.data.testing.Messages.assertRefused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.util.MathArrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.train.data.DataPosition;
import org.mat4j.data.Provenance;
import org.mat4j.data.image.ImageAugmentation;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;
import org.mat4j.data.image.UnlabeledImages;
import org.mat4j.data.testing.Samples;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class UnlabeledIteratorTest {
    private static final int SIZE = 7;
    private static final ImageData DATA = Samples.cyclic(SIZE, 5);

    /** Adds the lower bits of an image's seed to each value, so that the seeds show. */
    private static final ImageAugmentation SEEDS = (values, offset, shape, seed) -> {
        for (int i = 0; i < shape.values(); i++) {
            values[offset + i] += seed & 0xFFFF;
        }
    };

    @Test
    void batchesHoldTheImagesInTheUnitRange() {
        ImageData data = Samples.withLabels(2, new ImageShape(2, 3, 2), 0, 1, 1, 0);
        INDArray batch = new UnlabeledIterator(data.unlabeled(), 4, 1).next();
        assertArrayEquals(new long[] {4, 2, 3, 2}, batch.shape());
        assertEquals(DataType.FLOAT, batch.dataType());
        for (int n = 0; n < 4; n++) {
            int image = Math.round(batch.getFloat(n, 0, 0, 0) * 255) / 31;
            for (int h = 0; h < 2; h++) {
                for (int w = 0; w < 3; w++) {
                    for (int c = 0; c < 2; c++) {
                        assertEquals(data.pixel(image, h, w, c) / 255f, batch.getFloat(n, h, w, c));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 10, 20})
    void everyPassHoldsEveryImageOnceAcrossBatches(int batchSize) {
        UnlabeledIterator iterator = new UnlabeledIterator(DATA.unlabeled(), batchSize, 1);
        List<Integer> ids = new ArrayList<>();
        while (ids.size() < 5 * SIZE) {
            List<Integer> batch = ids(iterator.next());
            assertEquals(batchSize, batch.size());
            ids.addAll(batch);
        }
        List<Integer> all = IntStream.range(0, SIZE).boxed().toList();
        List<List<Integer>> passes = IntStream.range(0, 5)
                .mapToObj(p -> ids.subList(p * SIZE, (p + 1) * SIZE))
                .toList();
        for (List<Integer> pass : passes) {
            assertEquals(all, pass.stream().sorted().toList());
        }
        assertEquals(5, passes.stream().distinct().count(), () -> "reshuffled each pass: " + passes);
    }

    @Test
    void theSameSeedGivesTheSameImagesWhateverTheBatchSize() {
        INDArray whole = iterator(30, 3).next();
        UnlabeledIterator small = iterator(5, 3);
        for (int i = 0; i < 30; i += 5) {
            INDArray batch = small.next();
            for (int n = 0; n < 5; n++) {
                assertEquals(whole.slice(i + n), batch.slice(n));
            }
        }
        assertNotEquals(whole, iterator(30, 4).next());
        assertNotEquals(whole, iterator(30, 3 + (1L << 40)).next());
    }

    @Test
    void anImageIsChangedDifferentlyEveryTime() {
        // An image of zeros, so that only the change is left.
        ImageData one =
                ImageData.of(new byte[6], new byte[1], new ImageShape(2, 3, 1), 1, Provenance.of("made up", "test"));
        float[] changes = new UnlabeledIterator(one.unlabeled(), 50, 1, SEEDS)
                .next()
                .ravel()
                .toFloatVector();
        assertTrue(
                IntStream.range(0, 50).mapToObj(i -> changes[6 * i]).distinct().count() > 45);
    }

    @Test
    void resumesAtAnyPosition() {
        UnlabeledIterator iterator = iterator(3, 1);
        assertEquals(DataPosition.START, iterator.position());
        for (int batches = 0; batches < 10; batches++) {
            UnlabeledIterator resumed = iterator(3, 1);
            resumed.next();
            resumed.moveTo(iterator.position());
            assertEquals(iterator.position(), resumed.position());
            UnlabeledIterator undisturbed = iterator(3, 1);
            for (int i = 0; i < batches; i++) {
                undisturbed.next();
            }
            for (int i = 0; i < 4; i++) {
                assertEquals(undisturbed.next(), resumed.next(), "after " + batches + " batches");
            }
            iterator.next();
        }
        assertEquals(new DataPosition(4, 2), iterator.position());
    }

    @Test
    void ordersAreOthersThanThoseOfTheLabeledImages() {
        ImageData data = Samples.cyclic(40, 5);
        List<Integer> labeled =
                ids(ExampleIterator.forTraining(data, 40, 1).next().getFeatures());
        List<Integer> unlabeled = ids(new UnlabeledIterator(data.unlabeled(), 40, 1).next());
        assertNotEquals(labeled, unlabeled);
        int[] expected = MathArrays.natural(40);
        MathArrays.shuffle(expected, new MersenneTwister(new int[] {0, 1, 0, 1}));
        assertEquals(IntStream.of(expected).boxed().toList(), unlabeled);
    }

    @Test
    void theViewHasTheImagesAndNoWayToTheLabels() {
        UnlabeledImages images = DATA.unlabeled();
        assertEquals(SIZE, images.size());
        assertEquals(DATA.shape(), images.shape());
        assertEquals(DATA.provenance(), images.provenance());
        byte[] pixels = new byte[10];
        images.copyPixels(6, pixels, 2);
        byte[] sixth = Samples.pixels(7, DATA.shape().values());
        assertArrayEquals(Arrays.copyOfRange(sixth, sixth.length - 6, sixth.length), Arrays.copyOfRange(pixels, 2, 8));
        assertThrows(IndexOutOfBoundsException.class, () -> images.copyPixels(SIZE, pixels, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> images.copyPixels(-1, pixels, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> images.copyPixels(0, pixels, 5));
        assertFalse(Stream.of(UnlabeledImages.class.getDeclaredFields())
                .anyMatch(field ->
                        field.getType() == ImageData.class || field.getName().contains("label")));
    }

    @Test
    void rejectsBadArguments() {
        UnlabeledImages images = DATA.unlabeled();
        assertRefused(() -> new UnlabeledIterator(images, 0, 1), "batchSize is 0", "at least 1");
        UnlabeledIterator iterator = new UnlabeledIterator(images, 2, 1);
        assertRefused(() -> iterator.moveTo(new DataPosition(0, SIZE + 1)), "at most 7", "is 8");
        assertThrows(IllegalArgumentException.class, () -> new DataPosition(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> new DataPosition(0, -1));
    }

    private static UnlabeledIterator iterator(int batchSize, long seed) {
        return new UnlabeledIterator(DATA.unlabeled(), batchSize, seed, SEEDS);
    }

    /** The numbers of the examples of a batch without augmentation. */
    private static List<Integer> ids(INDArray batch) {
        return IntStream.range(0, (int) batch.size(0))
                .map(n -> Math.round(batch.getFloat(n, 0, 0, 0) * 255) * 223 % 256)
                .boxed()
                .toList();
    }
}
