package org.mat4j.spark.data;

import org.mat4j.core.train.data.DataPosition;
import org.mat4j.core.train.data.Resumable;
import org.mat4j.core.train.data.UnlabeledBatches;
import org.mat4j.core.train.shard.Draw;
import org.mat4j.core.train.shard.DrawSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Batches of a stream without end. A position is a number of batches. */
final class UnlabeledDraws implements UnlabeledBatches, DrawSource, Resumable {

    private final StreamDraws draws;
    private int batches;

    UnlabeledDraws(StreamDraws draws) {
        this.draws = draws;
    }

    @Override
    public Draw draw() {
        return draws.ofAll(batches++);
    }

    @Override
    public INDArray next() {
        return draw().inputs().get();
    }

    @Override
    public DataPosition position() {
        return new DataPosition(0, batches);
    }

    @Override
    public void moveTo(DataPosition position) {
        batches = position.offset();
    }
}
