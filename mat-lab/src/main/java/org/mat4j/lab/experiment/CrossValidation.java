package org.mat4j.lab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.mat4j.core.measure.ModelOutputs;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.train.ModelScore;
import org.mat4j.data.example.Examples;
import org.mat4j.data.example.Folds;
import org.mat4j.data.example.Folds.Fold;
import org.nd4j.evaluation.classification.Evaluation;

/**
 * k-fold cross-validation: one training for each fold, on all examples but the fold's, which the model is measured on.
 *
 * <pre>{@code
 * CrossValidation.Result result = CrossValidation.run(
 *         new Folds(5, 1).deal(examples), CrossValidation.learner(experiment, Progress.NONE), score -> {});
 * System.out.println(result.error().mean() + " +- " + result.error().deviation());
 * System.out.println(result.evaluation().stats());
 * }</pre>
 */
public final class CrossValidation {

    private CrossValidation() {}

    /** Trains a model, by any trainer and method. */
    @FunctionalInterface
    public interface Learner {

        /** {@return a model of some examples; it is closed once it is measured} */
        TrainedModel train(Examples training);
    }

    /**
     * How good the model without a fold is on it.
     *
     * @param fold counted from 1
     * @param examples of the fold
     * @param error percent wrong, 0 to 100
     * @param loss mean cross-entropy
     * @param f1 mean of the classes' F1, 0 to 1
     */
    public record FoldScore(int fold, int examples, double error, double loss, double f1) {}

    /**
     * A score over the folds.
     *
     * @param mean of the folds, each counting alike
     * @param deviation the standard deviation s of the folds, s² = sum (x - mean)² / (k - 1)
     */
    public record Spread(double mean, double deviation) {

        private static Spread of(double... values) {
            SummaryStatistics statistics = new SummaryStatistics();
            for (double value : values) {
                statistics.addValue(value);
            }
            return new Spread(statistics.getMean(), statistics.getStandardDeviation());
        }
    }

    /**
     * What the folds gave.
     *
     * @param folds in their order
     * @param evaluation of all examples, each by the model that was trained without it, with the names of the classes:
     *     precision, recall and F1 by class, the confusion matrix
     */
    public record Result(List<FoldScore> folds, Evaluation evaluation) {

        /** Copies the list. */
        public Result {
            folds = List.copyOf(folds);
        }

        /** Percent wrong. */
        public Spread error() {
            return Spread.of(folds.stream().mapToDouble(FoldScore::error).toArray());
        }

        /** Mean cross-entropy. */
        public Spread loss() {
            return Spread.of(folds.stream().mapToDouble(FoldScore::loss).toArray());
        }

        /** Mean of the classes' F1. */
        public Spread f1() {
            return Spread.of(folds.stream().mapToDouble(FoldScore::f1).toArray());
        }

        /** How many examples of each class, the outer name, were given each class, the inner one. */
        public Map<String, Map<String, Integer>> confusion() {
            List<String> names = evaluation.getLabelsList();
            Map<String, Map<String, Integer>> rows = new LinkedHashMap<>();
            for (int actual = 0; actual < names.size(); actual++) {
                Map<String, Integer> row = new LinkedHashMap<>();
                for (int given = 0; given < names.size(); given++) {
                    row.put(names.get(given), evaluation.getConfusionMatrix().getCount(actual, given));
                }
                rows.put(names.get(actual), row);
            }
            return rows;
        }
    }

    /**
     * Trains and measures fold by fold.
     *
     * @param folds all of them, as {@link Folds#deal} gives them
     * @param learner trains with the examples of all folds but one
     * @param progress is told the score of each fold
     */
    public static Result run(List<Fold> folds, Learner learner, Consumer<FoldScore> progress) {
        List<String> classNames = folds.get(0).whole().classNames();
        List<FoldScore> scores = new ArrayList<>();
        Evaluation evaluation = new Evaluation(classNames);
        for (Fold fold : folds) {
            Examples held = fold.held();
            try (TrainedModel model = learner.train(fold.others())) {
                ModelOutputs outputs = ModelOutputs.of(model.classifier(), Scores.batches(model, held));
                FoldScore score = new FoldScore(
                        fold.number(),
                        held.size(),
                        ModelScore.Ready.ERROR.of(outputs),
                        ModelScore.Ready.LOSS.of(outputs),
                        1 - ModelScore.Ready.F1.of(outputs));
                evaluation.merge(outputs.evaluation(classNames));
                scores.add(score);
                progress.accept(score);
            }
        }
        return new Result(scores, evaluation);
    }

    /**
     * Checks before any training that an experiment can be made on all folds but one.
     *
     * @throws IllegalArgumentException if it does not fit, for example if a batch is larger than what there is to train on
     */
    public static void check(Experiment experiment, List<Fold> folds) {
        folds.forEach(fold -> selected(experiment, fold.others()));
    }

    private static TrainingExamples selected(Experiment experiment, Examples training) {
        TrainingExamples selected = ExperimentData.select(training, experiment.data(), experiment.seed());
        experiment.check(selected);
        return selected;
    }

    /**
     * Trains as an experiment says, in memory. What it holds out for validation, or leaves without labels, is of the
     * examples that it gets, so that no model has seen its fold.
     */
    public static Learner learner(Experiment experiment, Progress progress) {
        return training -> {
            TrainingExamples selected = selected(experiment, training);
            return ExperimentRunner.fit(
                    experiment,
                    selected,
                    progress.listeners(experiment, selected).stream(),
                    ExperimentRunner.Control.none());
        };
    }
}
