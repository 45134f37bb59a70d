package org.mat4j.core.train;

import java.util.Optional;
import java.util.function.Supplier;
import org.mat4j.core.mixture.GaussianMixture;
import org.mat4j.core.network.ParameterSet;

/** Keeps the best parameters by validation error, for early stopping. */
final class ValidationWatch {

    private final Optional<Integer> patience;
    private final ParameterSet parameters;
    private final Supplier<GaussianMixture> mixture;
    private ParameterSet.Snapshot best;
    private GaussianMixture bestMixture;
    private double lowest = Double.POSITIVE_INFINITY;
    private int sinceBest;

    ValidationWatch(TrainingConfig config, ParameterSet parameters, Supplier<GaussianMixture> mixture) {
        this.patience = config.patience();
        this.parameters = parameters;
        this.mixture = mixture;
    }

    TrainingListener.EvaluationReport observe(long update, int epoch, double errorPercent) {
        boolean better = errorPercent < lowest;
        if (better) {
            lowest = errorPercent;
            sinceBest = 0;
            if (patience.isPresent()) {
                best = parameters.snapshot();
                bestMixture = mixture.get();
            }
        } else {
            sinceBest++;
        }
        return new TrainingListener.EvaluationReport(update, epoch, errorPercent, better);
    }

    boolean isExhausted() {
        return patience.isPresent() && sinceBest >= patience.get();
    }

    /** With early stopping, goes back to the best parameters; otherwise the last ones stay. */
    void restoreBest() {
        if (best != null) {
            parameters.restore(best);
        }
    }

    Optional<GaussianMixture> bestMixture() {
        return Optional.ofNullable(bestMixture);
    }
}
