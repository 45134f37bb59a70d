package org.mat4j.core.measure.attack;

import org.mat4j.core.measure.SmoothnessMeter;
import org.mat4j.core.method.PerturbedLosses;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.method.direction.PowerIteration;
import org.mat4j.core.method.loss.OutputDivergence;
import org.mat4j.core.model.TrainedModel;

/**
 * The virtual adversarial direction (Miyato et al. 2017): the one in which KL(p(.|x) || p(.|x + r)) rises most, found by
 * power iteration from a random start, without labels; the criterion plays no part. A direction and its opposite are alike up
 * to third order, so the start decides which of the two it is, as in training.
 *
 * @param xi finite-difference step, positive
 * @param iterations power iterations, at least 1
 */
public record VirtualAdversarial(double xi, int iterations) implements Attack {

    private static final VirtualAdversarial DEFAULTS =
            new VirtualAdversarial(PowerIteration.DEFAULT_XI, SmoothnessMeter.ITERATIONS);

    /** Checks the values. */
    public VirtualAdversarial {
        PowerIterationAttack.check(xi, iterations);
    }

    /** With the step of training and the iterations of {@link SmoothnessMeter}. */
    public static VirtualAdversarial defaults() {
        return DEFAULTS;
    }

    @Override
    public String id() {
        return "vat";
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
        return new PowerIterationAttack(model, bounds, PerturbedLosses.of(new OutputDivergence()), xi, iterations);
    }
}
