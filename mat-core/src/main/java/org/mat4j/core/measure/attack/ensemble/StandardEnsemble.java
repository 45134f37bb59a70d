package org.mat4j.core.measure.attack.ensemble;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.mat4j.core.check.Checks;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.TrainedModel;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * The standard ensemble of attacks (Croce and Hein 2020, Reliable evaluation of adversarial robustness with an ensemble of
 * diverse parameter-free attacks, known as AutoAttack). Each attack is made on the examples that the ones before left
 * correct; robust is an example that none fools.
 *
 * <p>Every example has random numbers of its own, from the seed and its number in the data: up to rounding, neither the
 * size of the batches nor the other examples change its fate.
 *
 * @param threat what the attacker may do
 * @param attacks at least one, none twice, made in the order of {@link EnsembleAttack}
 * @param iterations steps of each run of APGD and of FAB, at least 1; 100 as published
 * @param targets number of wrong classes, from the likeliest on, that targeted attacks try, at least 1; 9 as published
 * @param queries number of points that Square tries, at least 1; 5000 as published
 * @param seed of the random numbers
 */
@RecordBuilder
public record StandardEnsemble(
        Threat threat, List<EnsembleAttack> attacks, int iterations, int targets, int queries, long seed)
        implements StandardEnsembleBuilder.With {
    /** Checks the values. */
    public StandardEnsemble {
        Objects.requireNonNull(threat, "threat");
        List<EnsembleAttack> sorted = attacks.stream().sorted().distinct().toList();
        Checks.require(
                !attacks.isEmpty() && sorted.size() == attacks.size(),
                "list of attacks",
                attacks,
                "at least one, none twice");
        attacks = sorted;
        List<EnsembleAttack> foreign =
                attacks.stream().filter(a -> !a.isMadeIn(threat.norm())).toList();
        Checks.require(
                foreign.isEmpty(), "list of attacks in the ball " + threat.norm(), attacks, "none of " + foreign);
        Checks.atLeast(1, "iterations", iterations);
        Checks.atLeast(1, "targets", targets);
        Checks.atLeast(1, "queries", queries);
    }

    /** As {@link #of(Threat)}, against images whose pixels stay in [0, 1]. */
    public static StandardEnsemble of(Norm norm, double epsilon) {
        return of(Ball.of(norm), epsilon);
    }

    /** As {@link #of(Threat)}, against images whose pixels stay in [0, 1]. */
    public static StandardEnsemble of(Ball ball, double epsilon) {
        return of(Threat.of(ball, epsilon));
    }

    /**
     * As published, against a threat. The ensemble of {@link Ball#L1} consists of APGD from five points, APGD towards nine
     * classes (five, as published) and FAB towards nine; the published one has Square too, which makes it stronger where gradients are masked.
     */
    public static StandardEnsemble of(Threat threat) {
        List<EnsembleAttack> attacks = Arrays.stream(EnsembleAttack.values())
                .filter(a -> a.isMadeIn(threat.norm()))
                .toList();
        return new StandardEnsemble(threat, attacks, 100, 9, 5000, 1);
    }

    /**
     * Evaluates a model under attack with full knowledge of it.
     *
     * @param model must stay open
     * @param data from its present position to its end
     * @throws IllegalArgumentException if the data is empty, does not fit the model or lies outside the bounds
     * @throws IllegalStateException if the model gives logits that are not finite
     */
    public EnsembleResult evaluate(TrainedModel model, DataSetIterator data) {
        return evaluate(model.classifier(), data);
    }

    /**
     * As {@link #evaluate(TrainedModel, DataSetIterator)}, of a classifier, which may be of
     * {@linkplain Classifier#of(org.nd4j.autodiff.samediff.SameDiff, String, String) anyone's graph}.
     */
    public EnsembleResult evaluate(Classifier classifier, DataSetIterator data) {
        try (EnsembleRun run = new EnsembleRun(this, classifier)) {
            while (data.hasNext()) {
                run.add(data.next());
            }
            return run.result();
        }
    }
}
