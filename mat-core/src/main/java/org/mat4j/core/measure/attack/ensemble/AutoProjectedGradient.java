package org.mat4j.core.measure.attack.ensemble;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.util.MathArrays;

/**
 * APGD (Croce and Hein 2020, algorithm 1): projected gradient with momentum from a random point, whose step starts at twice
 * epsilon and is halved where the loss no longer rises, going on from the best point.
 *
 * <p>As in the published code, the start lies on the surface of the ball: a normal direction for L2, uniform numbers whose
 * largest is made 1 for L-infinity.
 */
final class AutoProjectedGradient implements Search {
    private static final double FIRST_STEP = 2;
    private static final double MOMENTUM = 0.25;

    private final Threat threat;
    private final double[] x;
    private final int iterations;
    private double[] point;
    private double[] previous;
    private Place best;
    private StepControl control;
    private double step;
    private int done;

    /** @param iterations number of steps, at least 1 */
    AutoProjectedGradient(Threat threat, double[] x, int iterations, Random random) {
        this.threat = threat;
        this.x = x;
        this.iterations = iterations;
        step = FIRST_STEP * threat.epsilon();
        point = start(threat, x, random);
        previous = point;
    }

    private static double[] start(Threat threat, double[] x, Random random) {
        double[] r = new double[x.length];
        Arrays.setAll(r, j -> threat.norm() == Ball.L2 ? random.nextGaussian() : 2 * random.nextDouble() - 1);
        MathArrays.scaleInPlace(threat.epsilon() / Math.max(threat.size(r), Double.MIN_NORMAL), r);
        return threat.project(x, MathArrays.ebeAdd(x, r));
    }

    @Override
    public double[] point() {
        return point;
    }

    @Override
    public boolean take(Answer answer) {
        Place from = new Place(point, answer.loss(), answer.gradient());
        best = best == null || from.loss() > best.loss() ? from : best;
        if (control == null) {
            control = new StepControl(iterations, from.loss());
            move(from, 0);
            return true;
        }
        done++;
        if (control.halves(from.loss(), best.loss())) {
            step /= 2;
            from = best;
        }
        move(from, MOMENTUM);
        return done < iterations;
    }

    private void move(Place from, double momentum) {
        double[] direction = threat.steepest(from.gradient());
        double[] ahead = threat.project(x, MathArrays.ebeAdd(from.point(), MathArrays.scale(step, direction)));
        double[] next = new double[x.length];
        for (int j = 0; j < next.length; j++) {
            next[j] = from.point()[j]
                    + (1 - momentum) * (ahead[j] - from.point()[j])
                    + momentum * (from.point()[j] - previous[j]);
        }
        previous = from.point();
        point = threat.project(x, next);
    }
}
