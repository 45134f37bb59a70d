package org.mat4j.core.measure.attack.internal;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Which example of a batch stands in each row of the arrays that are worked on. As examples are done with, the arrays
 * shrink to a half, a quarter and an eighth of the batch: a program keeps memory for few shapes only. Rows to spare
 * repeat an example.
 */
public final class Slots {
    private static final int SMALLEST_PART = 8;

    private final int[] examples;
    private final int batchSize;

    private Slots(int[] examples, int batchSize) {
        this.examples = examples;
        this.batchSize = batchSize;
    }

    /**
     * @param examples at least one
     * @param batchSize number of examples of the whole batch
     */
    public static Slots of(int[] examples, int batchSize) {
        int[] filled = Arrays.copyOf(examples, size(examples.length, batchSize));
        Arrays.fill(filled, examples.length, filled.length, examples[0]);
        return new Slots(filled, batchSize);
    }

    /**
     * The number of rows that are worked on: as many as the whole batch has, or a half, a quarter or an eighth of that.
     *
     * @param needed at most the batch's
     */
    public static int size(int needed, int batchSize) {
        int size = batchSize;
        for (int part = 2; part <= SMALLEST_PART; part *= 2) {
            int smaller = (batchSize + part - 1) / part;
            size = smaller >= needed ? smaller : size;
        }
        return size;
    }

    /** The example in each row. */
    public int[] examples() {
        return examples;
    }

    /** Slots for those examples alone that are still of interest, of which there is at least one; this if no smaller. */
    public Slots shrunk(IntPredicate wanted) {
        int[] rest = Arrays.stream(examples).filter(wanted).distinct().toArray();
        return size(rest.length, batchSize) < examples.length ? of(rest, batchSize) : this;
    }

    /** The rows of the whole batch's array that stand in the slots, as a copy. */
    public INDArray rows(INDArray whole) {
        return pull(whole, examples);
    }

    /** The rows of an array in other slots that stand in these, as a copy. */
    public INDArray rows(INDArray array, Slots others) {
        int[] rowOf = new int[batchSize];
        IntStream.range(0, others.examples.length).forEach(row -> rowOf[others.examples[row]] = row);
        return pull(array, Arrays.stream(examples).map(e -> rowOf[e]).toArray());
    }

    private static INDArray pull(INDArray array, int[] rows) {
        // A copy: ND4J hands out its own.
        long[] shape = array.shape().clone();
        INDArray matrix = array.reshape('c', shape[0], array.length() / shape[0]);
        shape[0] = rows.length;
        return Nd4j.pullRows(matrix, 1, rows, 'c').reshape('c', shape);
    }
}
