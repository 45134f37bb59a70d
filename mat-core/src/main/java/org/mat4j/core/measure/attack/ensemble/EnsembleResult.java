package org.mat4j.core.measure.attack.ensemble;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.attack.GradientMasking;

/**
 * What the ensemble left of a model's accuracy.
 *
 * @param ensemble what was done
 * @param correct for each example, in the order of the data, whether it gets its true class without an attack
 * @param robust for each example whether it does so whatever the attacks tried: the point-wise worst case
 * @param stages the attacks in the order in which they were made
 */
public record EnsembleResult(
        StandardEnsemble ensemble, List<Boolean> correct, List<Boolean> robust, List<Stage> stages) {
    /** How sure the interval is. */
    public static final double CONFIDENCE = 0.95;

    private static final double PERCENT = 100;

    /**
     * One attack.
     *
     * @param attack the attack
     * @param attacked number of examples that the ones before left
     * @param left number of examples that it left too
     * @param flat number of attacked examples where its first point has no gradient: all of its elements are zero
     */
    public record Stage(EnsembleAttack attack, int attacked, int left, int flat) {
        Stage plus(Stage other) {
            return new Stage(attack, attacked + other.attacked, left + other.left, flat + other.flat);
        }
    }

    /**
     * An interval of accuracies, in percent.
     *
     * @param low 0 to 100
     * @param high 0 to 100
     */
    public record Interval(double low, double high) {}

    /** Copies the lists. */
    public EnsembleResult {
        Objects.requireNonNull(ensemble, "ensemble");
        correct = List.copyOf(correct);
        robust = List.copyOf(robust);
        stages = List.copyOf(stages);
    }

    /** Number of examples. */
    public int n() {
        return correct.size();
    }

    /** Percent of the examples that get their true class without an attack. */
    public double cleanPercent() {
        return percent(count(correct));
    }

    /** Percent of all examples that a stage and the ones before it left correct. */
    public double leftPercent(Stage stage) {
        return percent(stage.left);
    }

    /** Robust accuracy: percent of the examples that no attack fools. */
    public double robustPercent() {
        return percent(count(robust));
    }

    /** Where the robust accuracy on all data of this kind lies with a confidence of 95 %, by Wilson's score (1927). */
    public Interval interval() {
        ConfidenceInterval share = new WilsonScoreInterval().createInterval(n(), count(robust), CONFIDENCE);
        return new Interval(PERCENT * Math.max(0, share.getLowerBound()), PERCENT * Math.min(1, share.getUpperBound()));
    }

    /** Why the robust accuracy may be too good to be true, in words; empty if nothing is known against it. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        boolean white = stages.stream().anyMatch(s -> s.attack.whiteBox());
        stages.stream()
                .filter(s -> PERCENT * s.flat > GradientMasking.UNTOUCHED_PERCENT * s.attacked)
                .findFirst()
                .ifPresent(s -> warnings.add(s.attack.id() + " finds no gradient at " + s.flat + " of " + s.attacked
                        + " examples: it is a random search there, and the true robustness lower"));
        for (Stage stage : stages) {
            int fooled = stage.attacked - stage.left;
            if (white && !stage.attack.whiteBox() && fooled > 0) {
                warnings.add(stage.attack.id() + ", which knows no gradient, fools " + fooled + " of " + stage.attacked
                        + " examples that the attacks by gradient left: the gradient may be masked, and the true robustness"
                        + " lower");
            }
        }
        return List.copyOf(warnings);
    }

    /**
     * Signs in comparison with others of the same model and examples: a smaller size of the same norm that leaves less than this
     * one, whose attacks must then have failed to find what they could have.
     *
     * @throws IllegalArgumentException if another is of other examples
     */
    public List<String> warningsAfter(List<EnsembleResult> others) {
        List<String> warnings = new ArrayList<>();
        for (EnsembleResult other : others) {
            Checks.require(other.correct.equals(correct), "number of examples", other.n(), n() + ", the same ones");
            Threat mine = ensemble.threat();
            Threat smaller = other.ensemble.threat();
            boolean comparable =
                    smaller.norm() == mine.norm() && smaller.bounds().equals(mine.bounds());
            if (comparable && smaller.epsilon() < mine.epsilon() && count(other.robust) < count(robust)) {
                warnings.add("epsilon " + mine.epsilon() + " leaves " + robustPercent() + " %, the smaller epsilon "
                        + smaller.epsilon() + " only " + other.robustPercent()
                        + " %: the attacks do not find what there is, and the true robustness is lower");
            }
        }
        return List.copyOf(warnings);
    }

    private static int count(List<Boolean> values) {
        return (int) values.stream().filter(v -> v).count();
    }

    private double percent(int count) {
        return PERCENT * count / n();
    }
}
