package org.mat4j.examples.cli;

import java.util.List;
import org.mat4j.core.measure.attack.StandardAttack;
import org.mat4j.lab.study.Levels;
import org.mat4j.lab.study.RobustnessConfig;
import picocli.CommandLine.Option;

/** Which robustness curves are measured. */
final class CurveOptions {

    @Option(
            names = "--attack",
            paramLabel = "NAME",
            split = ",",
            converter = Choices.AttackChoice.class,
            completionCandidates = Choices.AttackChoice.class,
            description =
                    "Some of ${COMPLETION-CANDIDATES}: one step along the gradient's sign, or along the gradient; "
                            + "projected gradient in steps; a random direction; the worst directions of VAT and MAT, which need "
                            + "no label. Default: ${bundle:default.attacks}.")
    private List<StandardAttack> attacks = RobustnessConfig.DEFAULT_ATTACKS;

    @Option(
            names = "--levels",
            paramLabel = "LIST",
            converter = Choices.LevelsConverter.class,
            description = "FROM:TO:STEP, or numbers with commas. Default: ${bundle:default.levels}.")
    private Levels levels = Levels.MNIST;

    /**
     * The measurement asked for.
     *
     * @throws IllegalArgumentException naming the value that is out of range
     */
    RobustnessConfig.Builder config(AttackOptions how, int examples) {
        return RobustnessConfig.builder()
                .attacks(how.create(attacks))
                .levels(levels)
                .limits(how.limits())
                .examples(examples)
                .seed(how.seed);
    }
}
