package org.mat4j.core.measure.attack;

import java.util.Arrays;
import java.util.Objects;

/**
 * What an attack achieved at one level.
 *
 * @param level L2 norm in units of the network's input, see {@link AttackLevel}
 * @param epsilon largest size of a perturbation at this level, in the attack's norm
 * @param correct number of examples that still get their true class
 * @param success for each example, in the order of the data, whether the attack's goal is reached; true without a
 *     perturbation where it was reached before
 * @param sizes for each example, the norm of the perturbation that was made, in the attack's norm; 0 where none was
 *     needed
 * @param meanSize mean over the examples that needed a perturbation; 0 if there were none
 */
public record LevelResult(
        double level, double epsilon, int correct, boolean[] success, double[] sizes, double meanSize) {

    /** Copies the arrays. */
    public LevelResult {
        success = success.clone();
        sizes = sizes.clone();
    }

    /** Number of examples. */
    public int n() {
        return success.length;
    }

    /** Percent of the examples that still get their true class. */
    public double accuracyPercent() {
        return 100.0 * correct / n();
    }

    /** Percent of the examples that get a wrong class. */
    public double errorPercent() {
        return 100.0 * (n() - correct) / n();
    }

    /** Percent of the examples where the goal is reached. */
    public double successPercent() {
        int count = 0;
        for (boolean s : success) {
            count += s ? 1 : 0;
        }
        return 100.0 * count / n();
    }

    @Override
    public boolean[] success() {
        return success.clone();
    }

    @Override
    public double[] sizes() {
        return sizes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LevelResult o
                && level == o.level
                && epsilon == o.epsilon
                && correct == o.correct
                && meanSize == o.meanSize
                && Arrays.equals(success, o.success)
                && Arrays.equals(sizes, o.sizes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(level, epsilon, correct, meanSize, Arrays.hashCode(success), Arrays.hashCode(sizes));
    }
}
