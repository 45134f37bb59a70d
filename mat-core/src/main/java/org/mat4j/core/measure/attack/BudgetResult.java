package org.mat4j.core.measure.attack;

import java.util.List;

/**
 * What an attack achieved with one budget.
 *
 * @param budget in the unit of the attack's {@link Budgets}
 * @param epsilon largest size of a perturbation, in the attack's norm
 * @param correct number of examples that still get their true class
 * @param success for each example, in the order of the data, whether the criterion is met; true without a perturbation
 *     where it was met before
 * @param sizes for each example, the norm of the perturbation that was made, in the attack's norm; 0 where none was
 *     needed
 * @param meanSize mean over the examples that needed a perturbation; 0 if there were none
 */
public record BudgetResult(
        double budget, double epsilon, int correct, List<Boolean> success, List<Double> sizes, double meanSize) {
    /** Copies the lists. */
    public BudgetResult {
        success = List.copyOf(success);
        sizes = List.copyOf(sizes);
    }

    /** Number of examples. */
    public int n() {
        return success.size();
    }

    /** Percent of the examples that still get their true class. */
    public double accuracyPercent() {
        return 100.0 * correct / n();
    }

    /** Percent of the examples that get a wrong class. */
    public double errorPercent() {
        return 100.0 * (n() - correct) / n();
    }

    /** Percent of the examples where the criterion is met. */
    public double successPercent() {
        return 100.0 * success.stream().filter(s -> s).count() / n();
    }
}
