package org.mat4j.core.measure.attack;

import java.util.Objects;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.SmoothnessMeter;
import org.mat4j.core.method.PerturbedLosses;
import org.mat4j.core.method.Setting;
import org.mat4j.core.method.Weight;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.method.direction.PowerIteration;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.method.loss.OutputDivergence;
import org.mat4j.core.model.TrainedModel;

/**
 * The manifold adversarial direction (III-H): as {@link VirtualAdversarial}, of the output divergence plus beta times the
 * divergence of the latent mixture.
 *
 * @param form of the manifold divergence
 * @param beta weight of the manifold divergence, positive
 * @param xi finite-difference step, positive
 * @param iterations power iterations, at least 1
 */
public record ManifoldAdversarial(ManifoldDivergence.Form form, double beta, double xi, int iterations)
        implements Attack {

    private static final ManifoldAdversarial DEFAULTS = new ManifoldAdversarial(
            Setting.DIVERGENCE.defaultValue().orElseThrow(),
            Setting.BETA.defaultValue().orElseThrow(),
            PowerIteration.DEFAULT_XI,
            SmoothnessMeter.ITERATIONS);

    /** Checks the values. */
    public ManifoldAdversarial {
        Objects.requireNonNull(form, "form");
        Checks.positive("beta", beta);
        PowerIterationAttack.check(xi, iterations);
    }

    /** With the form, weight and step of training by default, and the iterations of {@link SmoothnessMeter}. */
    public static ManifoldAdversarial defaults() {
        return DEFAULTS;
    }

    @Override
    public String id() {
        return "mat";
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
        PerturbedLosses smoothness =
                PerturbedLosses.of(new OutputDivergence()).plus(Weight.of(beta), new ManifoldDivergence(form));
        return new PowerIterationAttack(model, bounds, smoothness, xi, iterations);
    }
}
