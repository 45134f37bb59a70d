package org.mat4j.core.train.data;

import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** The features of an iterator that is reset at its end. */
class RepeatedIterator implements UnlabeledBatches {

    private final DataSetIterator data;

    RepeatedIterator(DataSetIterator data) {
        this.data = Objects.requireNonNull(data, "unlabeled data");
    }

    @Override
    public INDArray next() {
        if (!data.hasNext()) {
            if (!data.resetSupported()) {
                throw new IllegalStateException("the unlabeled data is at its end and its iterator does not support"
                        + " reset; give one that does, or train for fewer updates");
            }
            data.reset();
            if (!data.hasNext()) {
                throw new IllegalStateException("the unlabeled data is empty; expected at least one batch");
            }
        }
        return data.next().getFeatures();
    }

    /** One that goes to any position at once, as its iterator does. */
    static final class Movable extends RepeatedIterator implements Resumable {

        private final Resumable resumable;

        Movable(DataSetIterator data, Resumable resumable) {
            super(data);
            this.resumable = resumable;
        }

        @Override
        public DataPosition position() {
            return resumable.position();
        }

        @Override
        public void moveTo(DataPosition position) {
            resumable.moveTo(position);
        }
    }
}
