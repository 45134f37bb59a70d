package org.mat4j.core.train.shard;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The examples of a shard that lie with who computes it. */
public interface HeldExamples {

    /** No examples: those of all updates are sent along. */
    HeldExamples NONE = new HeldExamples() {
        @Override
        public INDArray labeled(Positions positions) {
            throw new IllegalStateException("the examples of an update are told by their positions, but the shards hold"
                    + " none, expected those that the data is drawn from");
        }

        @Override
        public INDArray labels(Positions positions) {
            return labeled(positions);
        }

        @Override
        public INDArray unlabeled(Positions positions) {
            return labeled(positions);
        }
    };

    /** Inputs [n, inputShape...] of the labeled stream. */
    INDArray labeled(Positions positions);

    /** Labels [n, m] of the labeled stream. */
    INDArray labels(Positions positions);

    /** Inputs [n, inputShape...] of the unlabeled stream. */
    INDArray unlabeled(Positions positions);
}
