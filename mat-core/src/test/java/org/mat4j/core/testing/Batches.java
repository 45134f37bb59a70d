package org.mat4j.core.testing;

import java.util.List;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Given batches, in order; each is handed out as a copy. */
public final class Batches implements DataSetIterator {

    private static final long serialVersionUID = 1L;

    private final transient List<DataSet> batches;
    private final boolean resettable;
    private transient DataSetPreProcessor preProcessor;
    private int position;

    private Batches(List<DataSet> batches, boolean resettable) {
        this.batches = List.copyOf(batches);
        this.resettable = resettable;
    }

    public static Batches of(DataSet... batches) {
        return new Batches(List.of(batches), true);
    }

    public static Batches of(List<DataSet> batches) {
        return new Batches(batches, true);
    }

    /** As {@link #of}, without support of reset. */
    public static Batches once(DataSet... batches) {
        return new Batches(List.of(batches), false);
    }

    @Override
    public boolean hasNext() {
        return position < batches.size();
    }

    @Override
    public DataSet next() {
        DataSet batch = batches.get(position++).copy();
        if (preProcessor != null) {
            preProcessor.preProcess(batch);
        }
        return batch;
    }

    @Override
    public boolean resetSupported() {
        return resettable;
    }

    @Override
    public void reset() {
        if (!resettable) {
            throw new UnsupportedOperationException("reset");
        }
        position = 0;
    }

    @Override
    public void setPreProcessor(DataSetPreProcessor value) {
        preProcessor = value;
    }

    @Override
    public DataSetPreProcessor getPreProcessor() {
        return preProcessor;
    }

    @Override
    public boolean asyncSupported() {
        return false;
    }

    @Override
    public DataSet next(int count) {
        throw new UnsupportedOperationException("next(int)");
    }

    @Override
    public int inputColumns() {
        throw new UnsupportedOperationException("inputColumns");
    }

    @Override
    public int totalOutcomes() {
        throw new UnsupportedOperationException("totalOutcomes");
    }

    @Override
    public int batch() {
        throw new UnsupportedOperationException("batch");
    }

    @Override
    public List<String> getLabels() {
        throw new UnsupportedOperationException("getLabels");
    }
}
