package org.mat4j.core.train;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What is evaluated and what the model gets: the parameters of the training or their exponential moving average over the
 * updates (Polyak averaging), with the running statistics of the training or recomputed ones.
 *
 * <p>average = d average + (1 - d) parameters; in the t-th update d is the smaller of the decay and (1 + t) / (10 + t), as
 * in TensorFlow's ExponentialMovingAverage, so that the initial parameters are soon forgotten.
 */
final class ModelWeights implements TrainingPart {

    private static final String AVERAGE = "weightAverage";

    private final ParameterSet parameters;
    private final double decay;
    private final Optional<INDArray> average;
    private final Optional<StatisticsRefresh> statistics;

    /**
     * @param parameters at their initial values
     * @param decay in [0, 1); empty for no average
     */
    ModelWeights(ParameterSet parameters, OptionalDouble decay, Optional<StatisticsRefresh> statistics) {
        this.parameters = parameters;
        this.decay = decay.orElse(0);
        this.average = decay.isPresent() ? Optional.of(parameters.flat().dup()) : Optional.empty();
        this.statistics = statistics;
    }

    /** Takes in the parameters after an update, counted from 1. */
    void afterUpdate(long update) {
        average.ifPresent(a -> {
            double keep = Math.min(decay, (1.0 + update) / (10.0 + update));
            a.muli(keep);
            // average + (1 - keep) parameters, without an array in between
            Nd4j.getBlasWrapper().level1().axpy(a.length(), 1 - keep, parameters.flat(), a);
        });
    }

    /** Looks at the parameter set while it holds the model's values; those of the training are back afterwards. */
    <T> T show(Supplier<T> look) {
        if (average.isEmpty() && statistics.isEmpty()) {
            return look.get();
        }
        return inPlace(
                () -> {
                    average.ifPresent(parameters.flat()::assign);
                    statistics.ifPresent(StatisticsRefresh::run);
                },
                look);
    }

    /** As {@link #show(Supplier)}, with values that were shown before. */
    <T> T show(ParameterSet.Snapshot earlier, Supplier<T> look) {
        return inPlace(() -> parameters.restore(earlier), look);
    }

    private <T> T inPlace(Runnable change, Supplier<T> look) {
        ParameterSet.Snapshot training = parameters.snapshot();
        try {
            change.run();
            return look.get();
        } finally {
            parameters.restore(training);
        }
    }

    @Override
    public void save(Checkpoint.Builder checkpoint) {
        average.ifPresent(a -> checkpoint.array(AVERAGE, a));
    }

    @Override
    public void restore(Checkpoint checkpoint) {
        average.ifPresent(a -> checkpoint.copyTo(AVERAGE, a));
    }
}
