package org.mat4j.core.train;

import java.util.Optional;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.checkpoint.Checkpoint;

/**
 * The parameters that are evaluated and that the model gets: those of the training, or their moving average; with the
 * running statistics as they are, or taken anew.
 */
final class ModelParameters implements TrainingPart {

    private final ParameterSet parameters;
    private final Optional<WeightAverage> average;
    private final Optional<StatisticsRefresh> statistics;
    private ParameterSet.Snapshot training;

    ModelParameters(ParameterSet parameters, Optional<WeightAverage> average, Optional<StatisticsRefresh> statistics) {
        this.parameters = parameters;
        this.average = average;
        this.statistics = statistics;
    }

    /** Takes in the parameters after an update, counted from 1. */
    void afterUpdate(long update) {
        average.ifPresent(a -> a.add(update));
    }

    /** Puts them in place of those of the training, until {@link #hide}. */
    void show() {
        if (average.isEmpty() && statistics.isEmpty()) {
            return;
        }
        training = parameters.snapshot();
        average.ifPresent(a -> parameters.flat().assign(a.value()));
        statistics.ifPresent(StatisticsRefresh::run);
    }

    /** Back to the parameters of the training. */
    void hide() {
        if (training != null) {
            parameters.restore(training);
            training = null;
        }
    }

    @Override
    public void save(Checkpoint.Builder checkpoint) {
        average.ifPresent(a -> a.save(checkpoint));
    }

    @Override
    public void restore(Checkpoint checkpoint) {
        average.ifPresent(a -> a.restore(checkpoint));
    }
}
