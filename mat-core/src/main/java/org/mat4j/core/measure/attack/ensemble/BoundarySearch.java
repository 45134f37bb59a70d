package org.mat4j.core.measure.attack.ensemble;

import org.apache.commons.math3.util.MathArrays;

/**
 * FAB, the fast adaptive boundary attack (Croce and Hein 2020, Minimally distorted adversarial examples), towards one class: it looks
 * for the smallest perturbation whatever epsilon is. Each step goes to the decision boundary as the gradient has it, a little beyond,
 * and is drawn to the point of that boundary nearest to the example; where the model is fooled, it goes back a tenth of the way to the example.
 *
 * <p>It starts from the example itself, as the published ensemble does. The loss is o_t - o_y. Every point that it asks for
 * within epsilon counts, also those on the way back.
 */
final class BoundarySearch implements Search {
    private static final double BEYOND = 1.05;
    private static final double MOST_DRAWN = 0.1;
    private static final double BACK = 0.9;
    private static final double SHORTEST = 1e-8;

    private final Threat threat;
    private final Victim victim;
    private final int iterations;
    private double[] point;
    private boolean moved;
    private int done;

    /** @param iterations number of steps, at least 1 */
    BoundarySearch(Threat threat, Victim victim, int iterations) {
        this.threat = threat;
        this.victim = victim;
        this.iterations = iterations;
        point = victim.x();
    }

    @Override
    public double[] point() {
        return point;
    }

    @Override
    public boolean take(Answer answer) {
        if (done == iterations) {
            return false;
        }
        if (moved && answer.predicted() != victim.label()) {
            point = mixed(victim.x(), point, BACK);
            moved = false;
        } else {
            point = next(answer);
            moved = true;
            done++;
        }
        return true;
    }

    private double[] next(Answer answer) {
        double[] x = victim.x();
        double[] gradient = answer.gradient();
        double atExample = answer.loss();
        for (int j = 0; j < x.length; j++) {
            atExample += gradient[j] * (x[j] - point[j]);
        }
        double[] here = BoundaryProjection.way(threat, point, gradient, answer.loss());
        double[] there = BoundaryProjection.way(threat, x, gradient, atExample);
        double fromHere = Math.max(threat.size(here), SHORTEST);
        double fromThere = Math.max(threat.size(there), SHORTEST);
        double drawn = Math.min(fromHere / (fromHere + fromThere), MOST_DRAWN);
        return threat.clip(mixed(beyond(point, here), beyond(x, there), drawn));
    }

    private static double[] beyond(double[] from, double[] way) {
        return MathArrays.ebeAdd(from, MathArrays.scale(BEYOND, way));
    }

    /** A share of b, the rest of a. */
    private static double[] mixed(double[] a, double[] b, double share) {
        return MathArrays.ebeAdd(MathArrays.scale(1 - share, a), MathArrays.scale(share, b));
    }
}
