package org.mat4j.lab.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.mat4j.core.measure.attack.Attack;
import org.mat4j.core.measure.attack.GradientMasking;
import org.mat4j.core.measure.attack.ProjectedGradient;
import org.mat4j.core.measure.attack.RobustnessEvaluator;
import org.mat4j.core.measure.attack.RobustnessResult;
import org.mat4j.data.example.Examples;
import org.mat4j.lab.plot.robustness.RobustnessTable;

/**
 * Robustness curves of several models under several attacks, on the same examples.
 *
 * @param curves model by model, for each the attacks in their order
 * @param warnings why a curve may look better than the model is, see {@link GradientMasking}, each with its model's name
 */
public record RobustnessMeasurement(List<Curve> curves, List<String> warnings) {
    /** Copies the lists. */
    public RobustnessMeasurement {
        curves = List.copyOf(curves);
        warnings = List.copyOf(warnings);
    }

    /**
     * One model under one attack.
     *
     * @param model its name
     * @param result accuracy by budget
     */
    public record Curve(String model, RobustnessResult result) {}

    /**
     * Attacks models.
     *
     * @param models open, at least one
     * @param test of the models' shape
     * @param config how
     * @param started told each model's name and attack before it is attacked
     */
    public static RobustnessMeasurement of(
            List<NamedModel> models, Examples test, RobustnessConfig config, BiConsumer<String, Attack> started) {
        Examples attacked = config.sample(test);
        List<Curve> curves = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (NamedModel model : models) {
            List<RobustnessResult> results = new ArrayList<>();
            for (Attack attack : config.attacks()) {
                started.accept(model.name(), attack);
                RobustnessResult result = attack(model, attack, attacked, config);
                results.add(result);
                curves.add(new Curve(model.name(), result));
                result.warnings().forEach(w -> warnings.add(model.name() + ": " + w));
            }
            GradientMasking.compare(results).forEach(w -> warnings.add(model.name() + ": " + w));
        }
        return new RobustnessMeasurement(curves, warnings);
    }

    /** The accuracies as a table, to write and to draw. */
    public RobustnessTable table() {
        List<RobustnessTable.Point> points = new ArrayList<>();
        for (Curve curve : curves) {
            RobustnessResult r = curve.result();
            r.budgets()
                    .forEach(b -> points.add(new RobustnessTable.Point(
                            curve.model(), r.attackId(), r.unit(), b.budget(), b.accuracyPercent(), b.n())));
        }
        return new RobustnessTable(points);
    }

    /** The mean accuracy of each model under each attack, and the warnings, as aligned text. */
    public String text() {
        StringBuilder text = new StringBuilder(
                String.format("%-10s %-10s %s%n", "model", "attack", "mean accuracy over the levels"));
        curves.forEach(c -> text.append(String.format(
                Locale.ROOT,
                "%-10s %-10s %.1f %%%n",
                c.model(),
                c.result().attackId(),
                c.result().areaUnderCurve())));
        warnings.forEach(w -> text.append("warning: ").append(w).append(System.lineSeparator()));
        return text.toString();
    }

    private static RobustnessResult attack(
            NamedModel model, Attack attack, Examples attacked, RobustnessConfig config) {
        NamedModel source = config.source().orElse(model);
        return RobustnessEvaluator.of(source == model ? attack : forTransfer(attack), config.budgets())
                .withBounds(config.limits())
                .withSeed(config.seed())
                .evaluateTransfer(source.model(), model.model(), model.batches(attacked));
    }

    /** What has just fooled one model hardly fools another: the attack runs to its end. */
    private static Attack forTransfer(Attack attack) {
        return attack instanceof ProjectedGradient pgd ? pgd.withStop(ProjectedGradient.Stop.AFTER_ALL_STEPS) : attack;
    }
}
