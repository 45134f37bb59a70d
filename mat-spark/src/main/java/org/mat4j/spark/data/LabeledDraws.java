package org.mat4j.spark.data;

import java.util.List;
import java.util.NoSuchElementException;
import org.mat4j.core.check.Checks;
import org.mat4j.core.train.data.DataPosition;
import org.mat4j.core.train.data.Resumable;
import org.mat4j.core.train.shard.Draw;
import org.mat4j.core.train.shard.DrawSource;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Batches of labeled examples, epoch after epoch, each as long as the smallest shard allows. A position counts batches of an epoch. */
final class LabeledDraws implements DataSetIterator, DrawSource, Resumable {

    private static final long serialVersionUID = 1L;

    private final transient StreamDraws draws;
    private final int batches;
    private int epoch;
    private int batch;

    /** @throws IllegalArgumentException if a shard has fewer examples than a batch takes of it */
    LabeledDraws(StreamDraws draws) {
        this.draws = draws;
        Checks.require(
                draws.share() <= draws.stream().smallest(),
                "batchSize",
                draws.batchSize(),
                "at most " + draws.stream().smallest() + " per shard, the number of labeled examples of the smallest");
        batches = draws.stream().smallest() / draws.share();
    }

    @Override
    public boolean hasNext() {
        return batch < batches;
    }

    @Override
    public Draw draw() {
        if (!hasNext()) {
            throw new NoSuchElementException("epoch " + epoch + " is over after " + batches + " batches; call reset()");
        }
        return draws.ofPass(epoch, batch++);
    }

    @Override
    public DataSet next() {
        Draw draw = draw();
        return new DataSet(draw.inputs().get(), draw.labels());
    }

    @Override
    public boolean resetSupported() {
        return true;
    }

    /** To the next epoch, if a batch of this one was taken. */
    @Override
    public void reset() {
        if (batch > 0) {
            epoch = Math.incrementExact(epoch);
            batch = 0;
        }
    }

    @Override
    public DataPosition position() {
        return new DataPosition(epoch, batch);
    }

    @Override
    public void moveTo(DataPosition position) {
        Checks.require(
                position.offset() <= batches,
                "offset of a data position",
                position.offset(),
                "at most " + batches + ", the number of batches of an epoch: it is that of other data");
        epoch = position.epoch();
        batch = position.offset();
    }

    @Override
    public int batch() {
        return draws.batchSize();
    }

    @Override
    public boolean asyncSupported() {
        return false;
    }

    @Override
    public DataSet next(int count) {
        throw new UnsupportedOperationException("the batches are all of one size; call next()");
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
    public void setPreProcessor(DataSetPreProcessor preProcessor) {
        throw new UnsupportedOperationException(
                "the examples are not here to be changed; see SparkExamples.Builder.changed");
    }

    @Override
    public DataSetPreProcessor getPreProcessor() {
        return null;
    }

    @Override
    public List<String> getLabels() {
        throw new UnsupportedOperationException("getLabels");
    }
}
