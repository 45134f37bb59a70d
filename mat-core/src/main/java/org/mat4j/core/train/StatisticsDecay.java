package org.mat4j.core.train;

/**
 * How fast running statistics, such as those of batch normalization, follow the batches at first. Training by their own
 * decay of 0.99 alone, they are those of an untrained network for hundreds of updates, and an evaluation sees it.
 */
public enum StatisticsDecay {

    /**
     * The decay rises to its own: in the t-th update, counted from 0, it is at most (1 + t) / (10 + t), as in TensorFlow's
     * ExponentialMovingAverage; where statistics are recomputed, at most t / (1 + t), which is the mean so far.
     */
    RISING {
        @Override
        double largest(long update) {
            return (1.0 + update) / (10.0 + update);
        }

        @Override
        double largestRecomputed(int batch) {
            return batch / (1.0 + batch);
        }
    },

    /** Its own from the start, as in the reference implementation of virtual adversarial training. */
    CONSTANT {
        @Override
        double largest(long update) {
            return 1;
        }

        @Override
        double largestRecomputed(int batch) {
            return 1;
        }
    };

    /** The largest decay in an update, counted from 0. */
    abstract double largest(long update);

    /** The largest decay where statistics are recomputed, in a batch counted from 0. */
    abstract double largestRecomputed(int batch);
}
