package org.mat4j.data.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.data.testing.Messages.assertRefused;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.util.MathArrays;
import org.junit.jupiter.api.Test;
import org.mat4j.core.train.data.DataPosition;
import org.mat4j.data.Provenance;
import org.mat4j.data.image.ImageAugmentation;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;
import org.mat4j.data.testing.Samples;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

class ExampleIteratorTest {
    @Test
    void batchesHaveTheDocumentedShapesAndValues() {
        ImageShape shape = new ImageShape(2, 3, 2);
        ImageData data = Samples.withLabels(4, shape, 3, 0, 1);
        DataSet batch = ExampleIterator.forEvaluation(data, 3).next();
        INDArray features = batch.getFeatures();
        assertArrayEquals(new long[] {3, 2, 3, 2}, features.shape());
        assertEquals(DataType.FLOAT, features.dataType());
        assertEquals(DataType.FLOAT, batch.getLabels().dataType());
        for (int n = 0; n < 3; n++) {
            for (int h = 0; h < 2; h++) {
                for (int w = 0; w < 3; w++) {
                    for (int c = 0; c < 2; c++) {
                        assertEquals(data.pixel(n, h, w, c) / 255f, features.getFloat(n, h, w, c));
                    }
                }
            }
        }
        float[][] oneHot = {{0, 0, 0, 1}, {1, 0, 0, 0}, {0, 1, 0, 0}};
        assertArrayEquals(oneHot, batch.getLabels().toFloatMatrix());
    }

    @Test
    void scalesByteRangeToUnitRange() {
        ImageData data =
                ImageData.of(Samples.bytes(0, 255), new byte[2], new ImageShape(1, 1, 1), 1, Provenance.of("x", "y"));
        INDArray features = ExampleIterator.forEvaluation(data, 2).next().getFeatures();
        assertEquals(0f, features.getFloat(0));
        assertEquals(1f, features.getFloat(1));
    }

    @Test
    void aBatchIsNotChangedByTheNext() {
        DataSetIterator iterator = ExampleIterator.forEvaluation(Samples.cyclic(4, 2), 2);
        DataSet first = iterator.next();
        INDArray features = first.getFeatures().dup();
        INDArray labels = first.getLabels().dup();
        assertNotEquals(features, iterator.next().getFeatures());
        assertEquals(features, first.getFeatures());
        assertEquals(labels, first.getLabels());
    }

    @Test
    void evaluationKeepsTheLastBatchAndTheOrder() {
        ExampleIterator iterator = ExampleIterator.forEvaluation(Samples.cyclic(7, 5), 3);
        assertEquals(3, iterator.batchesPerEpoch());
        List<Integer> first = epoch(iterator, List.of(3, 3, 1));
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6), first);
        iterator.reset();
        assertEquals(first, epoch(iterator, List.of(3, 3, 1)));
    }

    @Test
    void evaluationTakesABatchLargerThanTheData() {
        ExampleIterator iterator = ExampleIterator.forEvaluation(Samples.cyclic(2, 2), 100);
        assertEquals(List.of(0, 1), epoch(iterator, List.of(2)));
    }

    @Test
    void trainingDropsTheLastBatch() {
        ExampleIterator iterator = ExampleIterator.forTraining(Samples.cyclic(7, 5), 3, 1);
        assertEquals(2, iterator.batchesPerEpoch());
        List<Integer> ids = epoch(iterator, List.of(3, 3));
        assertEquals(6, new HashSet<>(ids).size());
        assertThrows(NoSuchElementException.class, iterator::next);
    }

    @Test
    void trainingShufflesEveryEpochAgain() {
        ExampleIterator iterator = ExampleIterator.forTraining(Samples.cyclic(40, 5), 10, 1);
        List<Integer> first = epoch(iterator, List.of(10, 10, 10, 10));
        iterator.reset();
        List<Integer> second = epoch(iterator, List.of(10, 10, 10, 10));
        assertEquals(40, new HashSet<>(first).size());
        assertEquals(40, new HashSet<>(second).size());
        assertNotEquals(first, second);
        assertNotEquals(first.stream().sorted().toList(), first);
    }

    @Test
    void anEpochsOrderDependsOnSeedAndNumberAlone() {
        ImageData data = Samples.cyclic(40, 5);
        ExampleIterator one = ExampleIterator.forTraining(data, 10, 1);
        one.next(); // a broken-off epoch
        one.reset();
        one.reset(); // nothing was taken since: still the same epoch
        assertEquals(1, one.position().epoch());
        List<Integer> order = epoch(one, List.of(10, 10, 10, 10));
        ExampleIterator other = ExampleIterator.forTraining(data, 20, 1);
        other.moveTo(new DataPosition(1, 0));
        assertEquals(order, epoch(other, List.of(20, 20)));
        ExampleIterator seeded = ExampleIterator.forTraining(data, 20, 2);
        seeded.moveTo(new DataPosition(1, 0));
        assertNotEquals(order, epoch(seeded, List.of(20, 20)));
        ExampleIterator highBits = ExampleIterator.forTraining(data, 20, 1 + (1L << 40));
        highBits.moveTo(new DataPosition(1, 0));
        assertNotEquals(order, epoch(highBits, List.of(20, 20)));
    }

    @Test
    void theOrderIsThatOfAMersenneTwisterKeyedBySeedAndEpoch() {
        ExampleIterator iterator = ExampleIterator.forTraining(Samples.cyclic(40, 5), 10, (7L << 32) + 9);
        iterator.moveTo(new DataPosition(3, 0));
        int[] expected = IntStream.range(0, 40).toArray();
        MathArrays.shuffle(expected, new MersenneTwister(new int[] {7, 9, 3}));
        assertEquals(IntStream.of(expected).boxed().toList(), epoch(iterator, List.of(10, 10, 10, 10)));
    }

    @Test
    void trainingAugmentsPixelsAndEvaluationLeavesThem() {
        ImageData data = Samples.cyclic(20, 5);
        ImageAugmentation seedModThree = (values, offset, shape, seed) -> {
            for (int i = 0; i < shape.values(); i++) {
                values[offset + i] = values[offset + i] * 4 + seed % 3;
            }
        };
        INDArray plain = ExampleIterator.forTraining(data, 20, 1).next().getFeatures();
        INDArray changed =
                ExampleIterator.forTraining(data, 20, 1, seedModThree).next().getFeatures();
        Set<Integer> changes = new HashSet<>();
        for (int n = 0; n < 20; n++) {
            int change = Math.round(changed.getFloat(n, 0, 0, 0) - 4 * plain.getFloat(n, 0, 0, 0));
            changes.add(change);
            assertEquals(4 * plain.getFloat(n, 1, 2, 0) + change, changed.getFloat(n, 1, 2, 0));
        }
        assertEquals(Set.of(0, 1, 2), changes);
        ExampleIterator small = ExampleIterator.forTraining(data, 4, 1, seedModThree);
        for (int i = 0; i < 20; i += 4) {
            INDArray batch = small.next().getFeatures();
            for (int n = 0; n < 4; n++) {
                assertEquals(changed.slice(i + n), batch.slice(n));
            }
        }
        INDArray evaluated = ExampleIterator.forEvaluation(data).next().getFeatures();
        for (int n = 0; n < 20; n++) {
            assertEquals(data.pixel(n, 1, 1, 0) / 255f, evaluated.getFloat(n, 1, 1, 0));
        }
    }

    @Test
    void imagesThatDoNotFitAreRefusedAtOnce() {
        ImageData data = Samples.cyclic(4, 2);
        ImageAugmentation other = new ImageAugmentation() {
            private static final long serialVersionUID = 1L;

            @Override
            public void augment(float[] values, int offset, ImageShape shape, long seed) {}

            @Override
            public void requireShape(ImageShape shape) {
                throw new IllegalArgumentException("not " + shape);
            }
        };
        assertThrows(IllegalArgumentException.class, () -> new UnlabeledIterator(data.unlabeled(), 2, 1, other));
        assertThrows(IllegalArgumentException.class, () -> ExampleIterator.forTraining(data, 2, 1, other));
    }

    @Test
    void nextTakesAnotherSize() {
        ExampleIterator keep = ExampleIterator.forEvaluation(Samples.cyclic(7, 5), 3);
        assertEquals(5, keep.next(5).numExamples());
        assertEquals(2, keep.next(5).numExamples());
        assertThrows(NoSuchElementException.class, () -> keep.next(1));
        ExampleIterator drop = ExampleIterator.forTraining(Samples.cyclic(7, 5), 3, 1);
        drop.next(5);
        assertThrows(NoSuchElementException.class, () -> drop.next(3));
        assertFalse(drop.hasNext());
    }

    @Test
    void preProcessorSeesEachBatch() {
        ExampleIterator iterator = ExampleIterator.forEvaluation(Samples.cyclic(4, 2), 2);
        INDArray plain = iterator.next().getFeatures();
        iterator.reset();
        DataSetPreProcessor doubling = batch -> batch.getFeatures().muli(2);
        iterator.setPreProcessor(doubling);
        assertSame(doubling, iterator.getPreProcessor());
        assertEquals(plain.mul(2), iterator.next().getFeatures());
    }

    @Test
    void describesItself() {
        ExampleIterator iterator = ExampleIterator.forTraining(Samples.cyclic(4, 2), 2, 1);
        assertEquals(2, iterator.batch());
        assertEquals(6, iterator.inputColumns());
        assertEquals(2, iterator.totalOutcomes());
        assertEquals(List.of("0", "1"), iterator.getLabels());
        assertTrue(iterator.resetSupported());
    }

    @Test
    void rejectsBadArguments() {
        ImageData data = Samples.cyclic(4, 2);
        assertRefused(() -> ExampleIterator.forEvaluation(data, 0), "batchSize is 0", "at least 1");
        assertRefused(() -> ExampleIterator.forTraining(data, 5, 1), "batchSize is 5", "at most 4");
        ExampleIterator iterator = ExampleIterator.forEvaluation(data, 3);
        assertRefused(() -> iterator.next(0), "count is 0", "at least 1");
        assertRefused(() -> iterator.moveTo(new DataPosition(0, 5)), "at most 4", "is 5");
    }

    @Test
    void continuesAfterSerialization() throws IOException, ClassNotFoundException {
        ExampleIterator iterator = ExampleIterator.forTraining(Samples.cyclic(20, 5), 5, 1);
        iterator.next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(iterator);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            ExampleIterator copy = (ExampleIterator) in.readObject();
            assertEquals(epoch(iterator, List.of(5, 5, 5)), epoch(copy, List.of(5, 5, 5)));
        }
    }

    /** The numbers of the examples that are left of the epoch, after a check of the batches' sizes. */
    private static List<Integer> epoch(ExampleIterator iterator, List<Integer> sizes) {
        List<Integer> ids = new ArrayList<>();
        List<Integer> found = new ArrayList<>();
        while (iterator.hasNext()) {
            DataSet batch = iterator.next();
            found.add(batch.numExamples());
            for (int i = 0; i < batch.numExamples(); i++) {
                int firstPixel = Math.round(batch.getFeatures().getFloat(i, 0, 0, 0) * 255);
                int id = firstPixel * 223 % 256;
                assertEquals(
                        id % iterator.totalOutcomes(),
                        batch.getLabels().getRow(i).argMax().getInt(0));
                ids.add(id);
            }
        }
        assertEquals(sizes, found);
        return ids;
    }

    @Test
    void resumesAtAnyPosition() {
        ImageData data = Samples.cyclic(7, 5);
        ExampleIterator iterator = ExampleIterator.forTraining(data, 3, 9);
        for (int epoch = 0; epoch < 3; epoch++) {
            while (iterator.hasNext()) {
                ExampleIterator other = ExampleIterator.forTraining(data, 3, 9);
                other.next();
                other.moveTo(iterator.position());
                assertEquals(iterator.position(), other.position());
                assertEquals(iterator.next().getFeatures(), other.next().getFeatures());
            }
            ExampleIterator atEnd = ExampleIterator.forTraining(data, 3, 9);
            atEnd.moveTo(iterator.position());
            assertFalse(atEnd.hasNext());
            atEnd.reset();
            iterator.reset();
            assertEquals(new DataPosition(epoch + 1, 0), atEnd.position());
            assertEquals(atEnd.position(), iterator.position());
        }
    }

    @Test
    void reusedArraysHoldTheSameBatchesInTheMemoryOfOne() {
        Examples data = Samples.cyclic(40, 5);
        ExampleIterator fresh = ExampleIterator.forTraining(data, 10, 1);
        ExampleIterator reusing = ExampleIterator.forTraining(data, 10, 1).reusingArrays();
        DataSet first = reusing.next();
        assertEquals(fresh.next(), first);

        long before = Nd4j.getDeallocatorService().nextValue();
        DataSet second = reusing.next();
        assertEquals(before + 1, Nd4j.getDeallocatorService().nextValue(), "arrays were allocated");

        assertSame(first.getFeatures(), second.getFeatures());
        assertSame(first.getLabels(), second.getLabels());
        assertEquals(fresh.next(), second);
    }

    @Test
    void reusedArraysFollowTheSizeOfTheBatch() {
        Examples data = Samples.cyclic(7, 5);
        ExampleIterator fresh = ExampleIterator.forEvaluation(data, 3);
        ExampleIterator reusing = ExampleIterator.forEvaluation(data, 3).reusingArrays();

        while (fresh.hasNext()) {
            assertEquals(fresh.next(), reusing.next());
        }
        assertFalse(reusing.hasNext());
    }
}
