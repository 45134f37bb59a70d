package org.mat4j.lab.timing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mat4j.core.network.BatchCheck;
import org.mat4j.core.train.data.UnlabeledBatches;
import org.mat4j.lab.testing.Messages;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

class RandomBatchesTest {

    private static final long[] SHAPE = {3, 4, 2};

    @Test
    void labeledBatchesFitANetwork() {
        DataSetIterator data = new RandomBatches(SHAPE, 1).labeled(7, 5);
        BatchCheck check = new BatchCheck(SHAPE, 5);
        int batches = 0;
        Set<INDArray> different = new HashSet<>();
        while (data.hasNext()) {
            DataSet batch = data.next();
            INDArray x = check.features(batch.getFeatures());
            check.labels(batch);
            assertArrayEquals(new long[] {7, 3, 4, 2}, x.shape());
            assertTrue(x.minNumber().doubleValue() >= 0 && x.maxNumber().doubleValue() < 1);
            assertEquals(0.5, x.meanNumber().doubleValue(), 0.15);
            different.add(x);
            batches++;
        }
        assertEquals(batches, different.size());
        data.reset();
        assertTrue(batches > 1 && data.hasNext());
    }

    @Test
    void unlabeledBatchesHaveNoEnd() {
        UnlabeledBatches data = new RandomBatches(SHAPE, 1).unlabeled(3);
        INDArray first = data.next();
        assertArrayEquals(new long[] {3, 3, 4, 2}, first.shape());
        assertNotEquals(first, data.next());
        for (int i = 0; i < 20; i++) {
            data.next();
        }
    }

    @Test
    void moreThanAnArrayHoldsIsRefused() {
        RandomBatches large = new RandomBatches(new long[] {40_000, 40_000, 1}, 1);

        Messages.refused(
                () -> large.inputs(2), "shape of a random batch is [2, 40000, 40000, 1], expected at most 2^31 - 1");
    }

    @Test
    void theSeedDecides() {
        DataSet first = new RandomBatches(SHAPE, 1).labeled(7, 5).next();
        DataSet again = new RandomBatches(SHAPE, 1).labeled(7, 5).next();
        DataSet other = new RandomBatches(SHAPE, 2).labeled(7, 5).next();
        assertEquals(first.getFeatures(), again.getFeatures());
        assertEquals(first.getLabels(), again.getLabels());
        assertNotEquals(first.getFeatures(), other.getFeatures());
        INDArray unlabeled = new RandomBatches(SHAPE, 1).unlabeled(7).next();
        assertEquals(unlabeled, new RandomBatches(SHAPE, 1).unlabeled(7).next());
        assertNotEquals(unlabeled, new RandomBatches(SHAPE, 2).unlabeled(7).next());
    }
}
