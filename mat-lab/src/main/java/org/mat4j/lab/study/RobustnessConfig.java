package org.mat4j.lab.study;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.attack.Attack;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.core.measure.attack.StandardAttack;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.data.example.Examples;

/**
 * How the robustness of models is measured. Immutable.
 *
 * @param attacks at least one, with distinct names
 * @param budgets of every attack
 * @param limits whether attacked images stay images
 * @param examples test examples attacked, at most, at least 1, drawn at random: the same for all models
 * @param seed of the draw and of the attacks
 * @param source the model that perturbations are made on, to test all with them; empty if each model is attacked with
 *     full knowledge of it
 */
@RecordBuilder
public record RobustnessConfig(
        List<Attack> attacks, Budgets budgets, Bounds limits, int examples, long seed, Optional<NamedModel> source)
        implements RobustnessConfigBuilder.With {
    /** Attacks by default: those of the paper, those usual today, and random noise beside them. */
    public static final List<StandardAttack> DEFAULT_ATTACKS = List.of(
            StandardAttack.FGSM,
            StandardAttack.L2,
            StandardAttack.PGD_L2,
            StandardAttack.PGD_L_INFINITY,
            StandardAttack.NOISE);

    /** Checks the values. */
    public RobustnessConfig {
        attacks = List.copyOf(attacks);
        List<String> ids = attacks.stream().map(Attack::id).toList();
        Checks.require(
                !ids.isEmpty() && ids.stream().distinct().count() == ids.size(),
                "list of attacks",
                ids,
                "at least one, each once");
        Objects.requireNonNull(budgets, "budgets");
        Objects.requireNonNull(limits, "limits");
        Checks.require(examples >= 1, "number of test examples to attack", examples, "at least 1");
    }

    /** The paper's levels on MNIST, without clipping, on 1,000 examples, on each model itself. */
    public static RobustnessConfig defaults() {
        return new RobustnessConfig(
                DEFAULT_ATTACKS.stream().map(StandardAttack::create).toList(),
                Budgets.FIGURE_4,
                Bounds.unlimited(),
                1000,
                1,
                Optional.empty());
    }

    /** The examples that are attacked. */
    public Examples sample(Examples test) {
        return test.atMost(examples, seed);
    }
}
