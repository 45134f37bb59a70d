package org.mat4j.core.measure.attack;

import java.util.List;
import java.util.Objects;
import org.mat4j.core.method.direction.Norm;

/**
 * The robustness curve of a model under one attack.
 *
 * @param evaluator what was done
 * @param transfer whether the perturbations were made on another model than the one tested
 * @param metBefore for each example whether the criterion was met without an attack: for misclassification, whether the
 *     example was wrong anyway. It counts as a success with every budget
 * @param budgets in rising order
 * @param warnings why the result may be too good to be true, see {@link GradientMasking}; empty if there is no reason
 */
public record RobustnessResult(
        RobustnessEvaluator evaluator,
        boolean transfer,
        List<Boolean> metBefore,
        List<BudgetResult> budgets,
        List<String> warnings) {
    /** Copies the lists. */
    public RobustnessResult {
        Objects.requireNonNull(evaluator, "evaluator");
        metBefore = List.copyOf(metBefore);
        budgets = List.copyOf(budgets);
        warnings = List.copyOf(warnings);
    }

    /** The attack's short name. */
    public String attackId() {
        return evaluator.attack().id();
    }

    /** The norm in which perturbations were measured. */
    public Norm norm() {
        return evaluator.attack().norm();
    }

    /** What {@link BudgetResult#budget()} is measured in. */
    public Budgets.Unit unit() {
        return evaluator.budgets().unit();
    }

    /** Number of examples. */
    public int n() {
        return metBefore.size();
    }

    /**
     * The area under the curve of accuracy by budget, divided by the extent of the budgets: the mean accuracy, 0 to 100;
     * of a single budget its accuracy.
     */
    public double areaUnderCurve() {
        BudgetResult first = budgets.get(0);
        if (budgets.size() == 1) {
            return first.accuracyPercent();
        }
        double area = 0;
        for (int i = 1; i < budgets.size(); i++) {
            BudgetResult a = budgets.get(i - 1);
            BudgetResult b = budgets.get(i);
            area += (b.budget() - a.budget()) * (a.accuracyPercent() + b.accuracyPercent()) / 2;
        }
        return area / (budgets.get(budgets.size() - 1).budget() - first.budget());
    }
}
