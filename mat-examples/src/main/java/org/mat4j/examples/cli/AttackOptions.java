package org.mat4j.examples.cli;

import java.util.List;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.attack.Attack;
import org.mat4j.core.measure.attack.ProjectedGradient;
import org.mat4j.core.measure.attack.StandardAttack;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.lab.study.RobustnessConfig;
import picocli.CommandLine.Option;

/** How an attack is made. */
final class AttackOptions {

    /** The attack of commands that make one. */
    static final StandardAttack DEFAULT_ATTACK = StandardAttack.L2;

    private static final int MOST_RUNS = 100_000;

    @Option(
            names = "--clip",
            description =
                    "Keep attacked pixels in [0, 1], between black and white. Without it a perturbation has exactly "
                            + "the size of its level, as in the paper. Not for a table, whose columns have no bounds.")
    boolean clip;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Of the draw of images and of the attacks' random numbers. Default: ${DEFAULT-VALUE}.")
    long seed = RobustnessConfig.defaults().seed();

    @Option(
            names = "--pgd-steps",
            paramLabel = "N",
            description = "Steps of pgd-l2 and pgd-linf, 1 or more. Default: ${DEFAULT-VALUE}.")
    int pgdSteps = ProjectedGradient.of(Norm.L2).steps();

    @Option(
            names = "--pgd-restarts",
            paramLabel = "N",
            description = "Runs of pgd-l2 and pgd-linf from different points, 1 or more; an example is robust if none "
                    + "fools the model. Default: ${DEFAULT-VALUE}.")
    int pgdRestarts = ProjectedGradient.of(Norm.L2).restarts();

    /** Checks the values, and that they have an effect on the attacks. */
    void check(List<StandardAttack> attacks, Given given) {
        Checks.range(1, MOST_RUNS, "--pgd-steps", pgdSteps);
        Checks.range(1, MOST_RUNS, "--pgd-restarts", pgdRestarts);
        given.require(
                attacks.contains(StandardAttack.PGD_L2) || attacks.contains(StandardAttack.PGD_L_INFINITY),
                "without --attack " + StandardAttack.PGD_L2.id() + " or " + StandardAttack.PGD_L_INFINITY.id(),
                "--pgd-steps",
                "--pgd-restarts");
    }

    Bounds limits() {
        return clip ? Bounds.images() : Bounds.unlimited();
    }

    /** Attacks with the settings given. */
    List<Attack> create(List<StandardAttack> attacks) {
        return attacks.stream().map(this::create).toList();
    }

    Attack create(StandardAttack attack) {
        return switch (attack) {
            case PGD_L2 -> projected(Norm.L2);
            case PGD_L_INFINITY -> projected(Norm.L_INFINITY);
            default -> attack.create();
        };
    }

    private Attack projected(Norm norm) {
        return ProjectedGradient.of(norm).withSteps(pgdSteps).withRestarts(pgdRestarts);
    }
}
