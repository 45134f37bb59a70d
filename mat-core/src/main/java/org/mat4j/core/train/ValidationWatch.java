package org.mat4j.core.train;

import java.util.Optional;
import java.util.function.Supplier;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Keeps the best parameters by validation error, for early stopping. */
final class ValidationWatch implements TrainingPart {

    private static final String WATCH = "validation";
    private static final String LOWEST = "lowest";
    private static final String SINCE_BEST = "sinceBest";
    private static final String PARAMETERS = "best/parameters";
    private static final String STATE_PREFIX = "best/state/";
    private static final String MIXTURE = "best/mixture";

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

    /** With early stopping, goes back to the best parameters; otherwise the last ones stay. Whether it did. */
    boolean restoreBest() {
        if (best == null) {
            return false;
        }
        parameters.restore(best);
        return true;
    }

    Optional<GaussianMixture> bestMixture() {
        return Optional.ofNullable(bestMixture);
    }

    @Override
    public void save(Checkpoint.Builder checkpoint) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put(SINCE_BEST, sinceBest);
        if (Double.isFinite(lowest)) {
            node.put(LOWEST, lowest);
        }
        checkpoint.value(WATCH, node);
        if (best != null) {
            checkpoint.array(PARAMETERS, best.flat());
            best.states().forEach((name, array) -> checkpoint.array(STATE_PREFIX + name, array));
            checkpoint.value(MIXTURE, bestMixture.toJson());
        }
    }

    @Override
    public void restore(Checkpoint checkpoint) {
        JsonNode node = checkpoint.value(WATCH);
        sinceBest = node.path(SINCE_BEST).asInt();
        lowest = node.path(LOWEST).asDouble(Double.POSITIVE_INFINITY);
        if (checkpoint.hasArray(PARAMETERS)) {
            best = parameters.snapshot();
            checkpoint.copyTo(PARAMETERS, best.flat());
            best.states().forEach((name, array) -> checkpoint.copyTo(STATE_PREFIX + name, array));
            bestMixture = GaussianMixture.fromJson(checkpoint.value(MIXTURE));
        }
    }
}
