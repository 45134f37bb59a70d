package org.mat4j.core.measure.attack.ensemble;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.util.MathArrays;

/**
 * APGD under L1 (Croce and Hein 2021, Mind the box: Lp-APGD for sparse adversarial attacks on image classifiers, algorithm 1):
 * a step changes the values of the largest gradient alone, each by the same amount, and is projected on the ball within the
 * bounds: two thirds of as many as the best point changes. The step starts at epsilon and is divided by 1.5 again and again,
 * down to a tenth of epsilon; where the best point has come to change fewer values, by a twentieth, it starts again from there.
 *
 * <p>As in the published ensemble, three tenths of the steps are made in the ball of three times epsilon, three in that of
 * twice epsilon, and the rest in the ball itself, each from the best point of the one before.
 */
final class SparseProjectedGradient implements Search {
    private static final int LARGEST = 3;
    private static final double EACH_LARGER = 0.3;
    private static final double WINDOW = 0.04;
    private static final double CHANGED_FEWER = 1.5;
    private static final double SHRINKS = 1.5;
    private static final double SHORTEST = 0.1;
    private static final double FEWER = 0.95;

    private final Threat threat;
    private final double[] x;
    private final int iterations;
    private double[] point;
    private int times = LARGEST;
    private Threat ball;
    private int left;
    private int window;
    private int done;
    private Place best;
    private double step;
    private double changed;

    /** @param iterations number of steps in all the balls, at least 1; each has one at least */
    SparseProjectedGradient(Threat threat, double[] x, int iterations, Random random) {
        this.threat = threat;
        this.x = x;
        this.iterations = iterations;
        double[] noise = new double[x.length];
        Arrays.setAll(noise, j -> random.nextGaussian());
        enter(MathArrays.ebeAdd(x, noise));
    }

    /** Begins in a ball from the point of it nearest to another. */
    private void enter(double[] from) {
        ball = new Threat(threat.norm(), times * threat.epsilon(), threat.bounds());
        int larger = (int) Math.ceil(EACH_LARGER * iterations);
        left = times > 1 ? larger : Math.max(iterations - (LARGEST - 1) * larger, 1);
        window = Math.max((int) (WINDOW * left), 1);
        done = 0;
        best = null;
        step = ball.epsilon();
        point = ball.project(x, from);
        changed = changed(point);
    }

    private double changed(double[] of) {
        return Arrays.stream(MathArrays.ebeSubtract(of, x)).filter(r -> r != 0).count();
    }

    @Override
    public double[] point() {
        return point;
    }

    @Override
    public boolean take(Answer answer) {
        Place from = new Place(point, answer.loss(), answer.gradient());
        best = best == null || from.loss() > best.loss() ? from : best;
        if (done > 0 && done % window == 0) {
            double now = changed(best.point());
            if (now < FEWER * changed) {
                step = ball.epsilon();
                from = best;
            } else {
                step = Math.max(step / SHRINKS, SHORTEST * ball.epsilon());
            }
            changed = now;
        }
        if (left == 0) {
            times--;
            if (times > 0) {
                enter(best.point());
            }
            return times > 0;
        }
        point = ball.project(
                x,
                MathArrays.ebeAdd(
                        from.point(), MathArrays.scale(step, sparse(from.gradient(), changed / CHANGED_FEWER))));
        left--;
        done++;
        return true;
    }

    /** The direction of norm 1 that changes about so many values, those of the largest gradient, alike. */
    private static double[] sparse(double[] gradient, double count) {
        double[] sizes = Arrays.stream(gradient).map(Math::abs).sorted().toArray();
        double least = sizes[Math.min((int) (sizes.length - count), sizes.length - 1)];
        double[] signs = Arrays.stream(gradient)
                .map(g -> Math.abs(g) >= least ? Math.signum(g) : 0)
                .toArray();
        return MathArrays.scale(1 / Math.max(Ball.L1.size(signs), 1), signs);
    }
}
