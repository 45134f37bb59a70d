package org.mat4j.core.train;

import org.mat4j.core.train.checkpoint.Checkpoint;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The exponential moving average of the parameters over the updates (Polyak averaging): average = d average + (1 - d)
 * parameters. In the t-th update d is the smaller of the decay and (1 + t) / (10 + t), as in TensorFlow's
 * ExponentialMovingAverage, so that the initial parameters are soon forgotten.
 */
final class WeightAverage implements TrainingPart {

    private static final String AVERAGE = "weightAverage";

    private final double decay;
    private final INDArray parameters;
    private final INDArray average;

    /**
     * @param decay in [0, 1)
     * @param parameters the vector that is averaged, at its initial values
     */
    WeightAverage(double decay, INDArray parameters) {
        this.decay = decay;
        this.parameters = parameters;
        this.average = parameters.dup();
    }

    /**
     * Takes in the parameters after an update.
     *
     * @param update counted from 1
     */
    void add(long update) {
        double keep = Math.min(decay, (1.0 + update) / (10.0 + update));
        average.muli(keep);
        // average + (1 - keep) parameters, without an array in between
        Nd4j.getBlasWrapper().level1().axpy(average.length(), 1 - keep, parameters, average);
    }

    INDArray value() {
        return average;
    }

    @Override
    public void save(Checkpoint.Builder checkpoint) {
        checkpoint.array(AVERAGE, average);
    }

    @Override
    public void restore(Checkpoint checkpoint) {
        checkpoint.copyTo(AVERAGE, average);
    }
}
