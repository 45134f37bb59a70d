package org.mat4j.core.measure.attack;

import java.util.Objects;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.SmoothnessMeter;
import org.mat4j.core.measure.SmoothnessProbe;
import org.mat4j.core.method.PerturbedLosses;
import org.mat4j.core.method.Setting;
import org.mat4j.core.method.Weight;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.method.direction.PowerIteration;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.method.loss.OutputDivergence;
import org.mat4j.core.model.TrainedModel;

/**
 * The direction in which a smoothness S(x, r) rises most (III-H), found by power iteration from a random start, without
 * labels; the criterion plays no part. A direction and its opposite are alike up to third order, so the start decides
 * which of the two it is, as in training.
 *
 * @param id short lower-case name
 * @param smoothness S, of losses that read no labels
 * @param xi finite-difference step, positive
 * @param iterations power iterations, at least 1
 */
public record PowerIterationAttack(String id, PerturbedLosses smoothness, double xi, int iterations) implements Attack {

    /** Checks the values. */
    public PowerIterationAttack {
        Objects.requireNonNull(id, "id");
        Checks.require(!smoothness.needsLabels(), "smoothness", smoothness, "losses that read no labels");
        // The same conditions as in training; the size comes with the use.
        new PowerIteration(1, xi, iterations);
    }

    /**
     * The virtual adversarial direction (Miyato et al. 2017), of the output divergence, with the step of training and the
     * iterations of {@link SmoothnessMeter}.
     */
    public static PowerIterationAttack virtual() {
        return new PowerIterationAttack(
                "vat",
                PerturbedLosses.of(new OutputDivergence()),
                PowerIteration.DEFAULT_XI,
                SmoothnessMeter.ITERATIONS);
    }

    /** The manifold adversarial direction: of the smoothness that MAT minimizes by default; else as {@link #virtual()}. */
    public static PowerIterationAttack manifold() {
        return manifold(
                Setting.DIVERGENCE.defaultValue().orElseThrow(),
                Setting.BETA.defaultValue().orElseThrow());
    }

    /**
     * The manifold adversarial direction, of the output divergence plus beta times the divergence of the latent mixture.
     *
     * @param form of the manifold divergence
     * @param beta weight of the manifold divergence, at least 0
     */
    public static PowerIterationAttack manifold(ManifoldDivergence.Form form, double beta) {
        PerturbedLosses smoothness =
                PerturbedLosses.of(new OutputDivergence()).plus(Weight.of(beta), new ManifoldDivergence(form));
        return new PowerIterationAttack("mat", smoothness, PowerIteration.DEFAULT_XI, SmoothnessMeter.ITERATIONS);
    }

    /** This attack with another search. */
    public PowerIterationAttack searching(double step, int count) {
        return new PowerIterationAttack(id, smoothness, step, count);
    }

    @Override
    public Norm norm() {
        return Norm.L2;
    }

    @Override
    public Kind kind() {
        return Kind.LABEL_FREE;
    }

    @Override
    public OpenAttack on(TrainedModel model, Bounds bounds, Criterion criterion) {
        criterion.check(model.classifier().classCount());
        SmoothnessProbe probe = new SmoothnessProbe(model, smoothness);
        return new DirectionAttack(
                model.classifier(),
                bounds,
                batch -> probe.at(batch.features())
                        .worstDirection(ExampleNoise.direction(Norm.L2, batch), xi, iterations),
                probe::close);
    }
}
