package org.mat4j.core.measure.attack;

import java.util.List;
import java.util.Objects;
import org.mat4j.core.measure.SmoothnessMeter;
import org.mat4j.core.measure.SmoothnessProbe;
import org.mat4j.core.method.MethodSettings;
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
            MethodSettings.defaults().divergence(),
            MethodSettings.DEFAULT_BETA,
            PowerIteration.DEFAULT_XI,
            SmoothnessMeter.ITERATIONS);

    /** Checks the values. */
    public ManifoldAdversarial {
        Objects.requireNonNull(form, "form");
        if (!(beta > 0) || Double.isInfinite(beta)) {
            throw new IllegalArgumentException("beta is " + beta + "; expected a positive, finite number");
        }
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
        List<SmoothnessProbe.Term> terms = List.of(
                new SmoothnessProbe.Term(new OutputDivergence(), 1),
                new SmoothnessProbe.Term(new ManifoldDivergence(form), beta));
        return new PowerIterationAttack(model, bounds, terms, xi, iterations);
    }
}
