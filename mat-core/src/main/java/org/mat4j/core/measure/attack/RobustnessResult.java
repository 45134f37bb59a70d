package org.mat4j.core.measure.attack;

import java.util.List;
import java.util.Objects;
import org.mat4j.core.method.direction.Norm;

/**
 * The robustness curve of a model under one attack.
 *
 * @param setting what was done
 * @param reachedBefore for each example whether the goal was reached without an attack: for an untargeted one, whether
 *     the example was misclassified anyway. It counts as a success at every level
 * @param levels in rising order
 * @param warnings why the result may be too good to be true, see {@link GradientMasking}; empty if there is no reason
 */
public record RobustnessResult(
        AttackSetting setting, List<Boolean> reachedBefore, List<LevelResult> levels, List<String> warnings) {

    /** Copies the lists. */
    public RobustnessResult {
        Objects.requireNonNull(setting, "setting");
        reachedBefore = List.copyOf(reachedBefore);
        levels = List.copyOf(levels);
        warnings = List.copyOf(warnings);
    }

    /** The attack's short name. */
    public String attackId() {
        return setting.attack().id();
    }

    /** The norm in which perturbations were measured. */
    public Norm norm() {
        return setting.attack().norm();
    }

    /** Number of examples. */
    public int n() {
        return reachedBefore.size();
    }

    /**
     * The area under the curve of accuracy by level, divided by the extent of the levels: the mean accuracy, 0 to 100; of
     * a single level its accuracy.
     */
    public double areaUnderCurve() {
        if (levels.size() == 1) {
            return levels.get(0).accuracyPercent();
        }
        double area = 0;
        for (int i = 1; i < levels.size(); i++) {
            LevelResult a = levels.get(i - 1);
            LevelResult b = levels.get(i);
            area += (b.level() - a.level()) * (a.accuracyPercent() + b.accuracyPercent()) / 2;
        }
        return area / (levels.get(levels.size() - 1).level() - levels.get(0).level());
    }
}
