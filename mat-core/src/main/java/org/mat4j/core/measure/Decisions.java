package org.mat4j.core.measure;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.internal.Rows;
import org.mat4j.core.model.DecisionRule;
import org.mat4j.core.model.TrainedModel;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Chooses a model's {@link DecisionRule} on validation examples, which its training has not seen. */
public final class Decisions {

    /** Temperatures are looked for between 1 / this and this. */
    private static final double LARGEST_TEMPERATURE = 100;

    private Decisions() {}

    /**
     * The model with the temperature of the smallest cross-entropy, and the smallest threshold above which no more than
     * the given share of the examples lies.
     *
     * @param validation from its present position to its end; labeled
     * @param foreignRate share of familiar examples that may be called foreign, in [0, 1)
     * @return a model that shares the other one's classifier: closing either closes both
     * @throws IllegalArgumentException if there is no example, or no temperature between 0.01 and 100 is best, as where
     *     all examples are classified right
     */
    public static TrainedModel fit(TrainedModel model, DataSetIterator validation, double foreignRate) {
        DecisionRule asked = new DecisionRule(1, 0, foreignRate);
        ModelOutputs outputs = ModelOutputs.of(model.classifier(), validation);
        double[] scores = Arrays.stream(outputs.latents())
                .mapToDouble(z -> -model.mixture().logMixtureDensity(z))
                .sorted()
                .toArray();
        int above = (int) Math.floor(asked.foreignRate() * scores.length);
        double threshold = scores[scores.length - 1 - above];
        return model.withDecisionRule(new DecisionRule(temperature(outputs), threshold, foreignRate));
    }

    private static double temperature(ModelOutputs outputs) {
        double end = Math.log(LARGEST_TEMPERATURE);
        // The cross-entropy is convex in 1 / T, so it has one minimum along log T.
        double best = new BrentOptimizer(1e-8, 1e-10)
                .optimize(
                        new MaxEval(1000),
                        GoalType.MINIMIZE,
                        new SearchInterval(-end, end),
                        new UnivariateObjectiveFunction(logT -> crossEntropy(outputs, Math.exp(logT))))
                .getPoint();
        Checks.require(
                Math.abs(best) < 0.999 * end,
                "best temperature",
                Math.exp(best),
                "one between " + 1 / LARGEST_TEMPERATURE + " and " + LARGEST_TEMPERATURE
                        + ": validate on examples of which some are classified wrong");
        return Math.exp(best);
    }

    private static double crossEntropy(ModelOutputs outputs, double temperature) {
        return IntStream.range(0, outputs.size())
                .mapToDouble(i -> {
                    double[] scaled = Arrays.stream(outputs.logits()[i])
                            .map(logit -> logit / temperature)
                            .toArray();
                    return Rows.logSumExp(scaled) - scaled[outputs.labels()[i]];
                })
                .average()
                .orElseThrow();
    }
}
