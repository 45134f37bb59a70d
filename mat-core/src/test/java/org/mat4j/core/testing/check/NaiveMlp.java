package org.mat4j.core.testing.check;

import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.TrainedModel;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * {@code TestNetwork.dense} on a model's exported weights, forward and backward by hand, and the gradient attacks on it:
 * plain loops in double precision.
 */
public record NaiveMlp(double[][] w, double[] b, double[][] v, double[] c) {

    public static NaiveMlp of(TrainedModel model) {
        SameDiff graph = model.classifier().graph();
        return new NaiveMlp(
                Values.rows(graph.getArrForVarName("w")),
                Values.flat(graph.getArrForVarName("b")),
                Values.rows(graph.getArrForVarName("v")),
                Values.flat(graph.getArrForVarName("c")));
    }

    public double[] latent(double[] x) {
        double[] z = new double[b.length];
        for (int h = 0; h < z.length; h++) {
            double sum = b[h];
            for (int i = 0; i < x.length; i++) {
                sum += x[i] * w[i][h];
            }
            z[h] = Math.tanh(sum);
        }
        return z;
    }

    public double[] logits(double[] x) {
        double[] z = latent(x);
        double[] o = c.clone();
        for (int k = 0; k < o.length; k++) {
            for (int h = 0; h < z.length; h++) {
                o[k] += z[h] * v[h][k];
            }
        }
        return o;
    }

    public int predicted(double[] x) {
        double[] o = logits(x);
        int best = 0;
        for (int k = 1; k < o.length; k++) {
            best = o[k] > o[best] ? k : best;
        }
        return best;
    }

    /** d latent_h / d x_i, [D][d]. */
    public double[][] latentJacobian(double[] x) {
        double[] z = latent(x);
        double[][] j = new double[z.length][x.length];
        for (int h = 0; h < z.length; h++) {
            for (int i = 0; i < x.length; i++) {
                j[h][i] = (1 - z[h] * z[h]) * w[i][h];
            }
        }
        return j;
    }

    /** d logit_k / d x_i, [m][d]. */
    public double[][] logitJacobian(double[] x) {
        double[][] latent = latentJacobian(x);
        double[][] j = new double[c.length][x.length];
        for (int k = 0; k < c.length; k++) {
            for (int i = 0; i < x.length; i++) {
                for (int h = 0; h < b.length; h++) {
                    j[k][i] += v[h][k] * latent[h][i];
                }
            }
        }
        return j;
    }

    /** The gradient of the cross-entropy of a class to the input. */
    public double[] gradient(double[] x, int label) {
        double[] p = NaiveLosses.softmax(logits(x));
        double[][] j = logitJacobian(x);
        double[] g = new double[x.length];
        for (int k = 0; k < p.length; k++) {
            double slope = p[k] - (k == label ? 1 : 0);
            for (int i = 0; i < x.length; i++) {
                g[i] += slope * j[k][i];
            }
        }
        return g;
    }

    /** What is fixed for all examples: the size, the bounds, and the sign of the loss. */
    public record Rules(Norm norm, double epsilon, double low, double high, boolean targeted) {}

    /** x plus a step of some length in the steepest direction from another point, without any limit. */
    public double[] step(double[] from, int lossClass, double length, Rules rules) {
        double[] g = gradient(from, lossClass);
        double squares = 0;
        for (double value : g) {
            squares += value * value;
        }
        double[] x = from.clone();
        for (int i = 0; i < x.length; i++) {
            double d = rules.norm == Norm.L2 ? g[i] / Math.sqrt(squares) : Math.signum(g[i]);
            x[i] += (rules.targeted ? -1 : 1) * length * d;
        }
        return x;
    }

    public static double[] clip(double[] x, Rules rules) {
        double[] clipped = x.clone();
        for (int i = 0; i < x.length; i++) {
            clipped[i] = Math.min(rules.high, Math.max(rules.low, x[i]));
        }
        return clipped;
    }

    public static double[] project(double[] x, double[] origin, Rules rules) {
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            squares += (x[i] - origin[i]) * (x[i] - origin[i]);
        }
        double factor = Math.sqrt(squares) > rules.epsilon ? rules.epsilon / Math.sqrt(squares) : 1;
        double[] projected = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double r = x[i] - origin[i];
            projected[i] = origin[i]
                    + (rules.norm == Norm.L2 ? r * factor : Math.max(-rules.epsilon, Math.min(rules.epsilon, r)));
        }
        return clip(projected, rules);
    }

    /**
     * Projected gradient of one example.
     *
     * @param starts the points where the runs start
     */
    public double[] projectedGradient(
            double[] x, int lossClass, double[][] starts, int steps, double stepSize, Rules rules) {
        double[] best = x;
        double strongest = Double.NEGATIVE_INFINITY;
        for (double[] start : starts) {
            double[] point = clip(start, rules);
            for (int s = 0; s < steps; s++) {
                if ((predicted(point) == lossClass) == rules.targeted) {
                    return point;
                }
                point = project(step(point, lossClass, stepSize * rules.epsilon, rules), x, rules);
            }
            if ((predicted(point) == lossClass) == rules.targeted) {
                return point;
            }
            double strength = (rules.targeted ? 1 : -1) * margin(logits(point), lossClass);
            if (strength > strongest) {
                strongest = strength;
                best = point;
            }
        }
        return best;
    }

    public static double margin(double[] logits, int k) {
        double other = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < logits.length; j++) {
            other = j == k ? other : Math.max(other, logits[j]);
        }
        return logits[k] - other;
    }
}
