package org.mat4j.core.measure.attack.ensemble;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.testing.check.NaiveMlp;

/** Algorithm 1 of Croce and Hein 2020 as it is printed: all points and losses are kept, checkpoints are made beforehand. */
record NaiveAutoProjectedGradient(
        NaiveMlp.Rules rules, ToDoubleFunction<double[]> loss, UnaryOperator<double[]> gradient) {
    /** All points that are visited, from the start on. */
    List<double[]> run(double[] origin, double[] start, int iterations) {
        List<Integer> checkpoints = checkpoints(iterations);
        List<double[]> visited = new ArrayList<>(List.of(start));
        List<Double> losses = new ArrayList<>(List.of(loss.applyAsDouble(start)));
        List<Double> bestAt = new ArrayList<>(List.of(losses.get(0)));
        double eta = 2 * rules.epsilon();
        double etaBefore = eta;
        double[] current = start;
        double[] before = start;
        double[] best = start;
        double bestLoss = losses.get(0);
        int last = 0;
        for (int k = 1; k <= iterations; k++) {
            double a = k == 1 ? 1 : 0.75;
            double[] z = project(step(current, eta), origin);
            double[] next = new double[z.length];
            for (int j = 0; j < next.length; j++) {
                next[j] = current[j] + a * (z[j] - current[j]) + (1 - a) * (current[j] - before[j]);
            }
            before = current;
            current = project(next, origin);
            visited.add(current);
            losses.add(loss.applyAsDouble(current));
            if (losses.get(k) > bestLoss) {
                bestLoss = losses.get(k);
                best = current;
            }
            if (checkpoints.contains(k)) {
                int rises = 0;
                for (int i = last; i < k; i++) {
                    rises += losses.get(i + 1) > losses.get(i) ? 1 : 0;
                }
                boolean few = rises <= 0.75 * (k - last);
                boolean stuck = last > 0 && etaBefore == eta && bestAt.get(bestAt.size() - 1) == bestLoss;
                etaBefore = eta;
                bestAt.add(bestLoss);
                last = k;
                if (few || stuck) {
                    eta /= 2;
                    current = best;
                }
            }
        }
        return visited;
    }

    static List<Integer> checkpoints(int iterations) {
        List<Integer> checkpoints = new ArrayList<>();
        int window = Math.max(22 * iterations / 100, 1);
        for (int at = window; at <= iterations; at += window) {
            checkpoints.add(at);
            window = Math.max(window - Math.max(3 * iterations / 100, 1), Math.max(6 * iterations / 100, 1));
        }
        return checkpoints;
    }

    private double[] project(double[] x, double[] origin) {
        return NaiveMlp.project(x, origin, rules);
    }

    private double[] step(double[] from, double length) {
        double[] g = gradient.apply(from);
        double squares = 0;
        for (double value : g) {
            squares += value * value;
        }
        double[] to = from.clone();
        for (int j = 0; j < to.length; j++) {
            to[j] += length * (rules.norm() == Norm.L2 ? g[j] / Math.sqrt(squares) : Math.signum(g[j]));
        }
        return to;
    }
}
