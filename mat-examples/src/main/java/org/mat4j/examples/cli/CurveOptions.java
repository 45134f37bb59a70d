package org.mat4j.examples.cli;

import java.util.List;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.core.measure.attack.StandardAttack;
import org.mat4j.lab.study.RobustnessConfig;
import picocli.CommandLine.Option;

/** Which robustness curves are measured. */
final class CurveOptions {

    @Option(
            names = "--attack",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Some of ${bundle:choices.StandardAttack}: one step along the gradient's sign, or along the gradient; "
                            + "projected gradient in steps; a random direction; the worst directions of VAT and MAT, which need "
                            + "no label. Default: ${bundle:default.attacks}.")
    private List<StandardAttack> attacks = RobustnessConfig.DEFAULT_ATTACKS;

    @Option(
            names = "--levels",
            paramLabel = "LIST",
            description =
                    "Sizes as L2 norms, whatever the attack's norm, in pixels of [0, 1] or of a table in the units of its "
                            + "standardized columns: FROM:TO:STEP, or numbers with commas. Default: "
                            + "${bundle:default.levels}.")
    private Budgets levels;

    @Option(
            names = "--epsilons",
            paramLabel = "LIST",
            converter = Choices.Epsilons.class,
            description =
                    "In place of --levels: sizes in each attack's own norm, spelled alike; fractions such as 8/255 "
                            + "too.")
    Budgets epsilons;

    /** The measurement asked for. */
    RobustnessConfig config(AttackOptions how, int examples, Given given) {
        Checks.atLeast(1, "--limit", examples);
        how.check(attacks, given);
        if (levels != null && epsilons != null) {
            throw new IllegalArgumentException("--levels and --epsilons are both given, expected one of them");
        }
        Budgets asked = levels != null ? levels : epsilons;
        RobustnessConfig defaults = RobustnessConfig.defaults();
        return defaults.withAttacks(how.create(attacks))
                .withBudgets(asked != null ? asked : defaults.budgets())
                .withLimits(how.limits())
                .withExamples(examples)
                .withSeed(how.seed);
    }
}
