package org.mat4j.core.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.special.Erf;
import org.mat4j.core.method.MethodType;
import org.mat4j.core.method.Setting;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.testing.check.FiniteDifferences;
import org.mat4j.core.testing.check.NaiveLosses;
import org.mat4j.core.testing.check.NaiveMixture;
import org.mat4j.core.testing.check.SmoothNetwork.Point;

/**
 * One update of each method in plain doubles, from the table of methods and not from the code: the perturbation by
 * central differences, the terms by loops.
 *
 * @param method the row of the table, with its numbers
 * @param ramp share of the ramp-up that has passed
 * @param mixture the latent mixture
 * @param model the network on the present parameters
 * @param x labeled inputs; example i has label i modulo 4
 * @param u unlabeled inputs
 * @param noise start of the perturbation
 */
record NaiveUpdate(
        TypedMethod method,
        double ramp,
        NaiveMixture mixture,
        Supplier<Function<double[][], Point[]>> model,
        double[][] x,
        double[][] u,
        double[][] noise) {

    static final int CLASSES = 4;

    /** A number of the method; 0 if it does not have it. */
    private double number(Setting<Double> setting) {
        return method.type().has(setting) ? method.get(setting) : 0;
    }

    private boolean adversarial() {
        return List.of(MethodType.AT_L2, MethodType.AT_L_INFINITY, MethodType.AT_PGD)
                .contains(method.type());
    }

    /** What is perturbed. */
    double[][] perturbed() {
        return adversarial() ? x : u;
    }

    /** Outputs of what is perturbed, before the perturbation. */
    Point[] target() {
        return model.get().apply(perturbed());
    }

    /** r of each example, or null. */
    double[][] perturbation() {
        double epsilon = number(Setting.EPSILON);
        return switch (method.type()) {
            case BASELINE, CENTER_LOSS, INFORMATION -> null;
            case RPT -> scaled(unit(noise), epsilon);
            case PI_MODEL -> scaled(noise, number(Setting.DEVIATION));
            case AT_L2 -> scaled(unit(marginGradient(scaled(x, 0))), epsilon);
            case AT_L_INFINITY -> scaled(map(Math::signum, marginGradient(scaled(x, 0))), epsilon);
            case AT_PGD, TRADES, MAT_PGD ->
                projectedSteps(method.get(Setting.EPSILON_RAMP_UP) == 0 ? epsilon : ramp * epsilon);
            case VAT, VAT_ENTROPY, MAT, MAT_ENTROPY -> {
                Point[] target = target();
                double[][] d = unit(noise);
                for (int k = 0; k < method.get(Setting.POWER_ITERATIONS); k++) {
                    d = unit(gradient(r -> sum(smoothness(target, r)), scaled(d, method.get(Setting.XI))));
                }
                yield scaled(d, epsilon);
            }
        };
    }

    private double[][] projectedSteps(double epsilon) {
        boolean l2 = method.get(Setting.NORM) == Norm.L2;
        double[][] r = scaled(l2 ? unit(noise) : map(v -> Erf.erf(v / Math.sqrt(2)), noise), epsilon);
        Point[] target = target();
        double size = method.get(Setting.PATH) * epsilon / method.get(Setting.STEPS);
        for (int k = 0; k < method.get(Setting.STEPS); k++) {
            double[][] g = adversarial() ? marginGradient(r) : gradient(v -> sum(smoothness(target, v)), r);
            double[][] next = plus(r, scaled(l2 ? unit(g) : map(Math::signum, g), size));
            for (double[] row : next) {
                double norm = Math.sqrt(Arrays.stream(row).map(v -> v * v).sum());
                for (int j = 0; j < row.length; j++) {
                    row[j] = l2 ? row[j] * Math.min(1, epsilon / norm) : Math.max(-epsilon, Math.min(epsilon, row[j]));
                }
            }
            r = next;
        }
        return r;
    }

    private double[][] marginGradient(double[][] at) {
        return gradient(
                r -> {
                    Point[] points = model.get().apply(plus(x, r));
                    double sum = 0;
                    for (int i = 0; i < points.length; i++) {
                        sum += NaiveLosses.margin(points[i].logits(), i % CLASSES);
                    }
                    return sum;
                },
                at);
    }

    private double[] smoothness(Point[] target, double[][] r) {
        Point[] points = model.get().apply(plus(u, r));
        double[] s = new double[points.length];
        for (int i = 0; i < s.length; i++) {
            s[i] = NaiveLosses.kullbackLeibler(target[i].logits(), points[i].logits());
            if (isManifold()) {
                s[i] += ramp * number(Setting.BETA) * manifold(target[i].latent(), points[i].latent());
            }
        }
        return s;
    }

    private boolean isManifold() {
        return method.type().has(Setting.BETA);
    }

    private double manifold(double[] target, double[] z) {
        return method.get(Setting.DIVERGENCE) == ManifoldDivergence.Form.MATCHED
                ? mixture.matchedBound(target, z)
                : mixture.posteriorDivergence(target, z);
    }

    /** The mean of each term. */
    Map<String, Double> terms(Point[] target, double[][] r) {
        Function<double[][], Point[]> network = model.get();
        Map<String, Double> terms = new LinkedHashMap<>();
        Point[] clean = network.apply(x);
        for (int i = 0; i < clean.length; i++) {
            add(terms, "cross_entropy", NaiveLosses.crossEntropy(clean[i].logits(), i % CLASSES), clean.length);
            double[] z = clean[i].latent();
            if (method.type() == MethodType.CENTER_LOSS || method.type() == MethodType.INFORMATION || isManifold()) {
                add(terms, "information", -mixture.logDensity(i % CLASSES, z), clean.length);
            }
            if (method.type() == MethodType.INFORMATION || isManifold()) {
                double loss = mixture.posteriorCrossEntropy(i % CLASSES, z, number(Setting.MARGIN));
                add(terms, "posterior", loss, clean.length);
            }
        }
        if (method.type() == MethodType.VAT_ENTROPY || method.type() == MethodType.MAT_ENTROPY) {
            for (Point point : network.apply(u)) {
                add(terms, "conditional_entropy", NaiveLosses.entropy(point.logits()), u.length);
            }
        }
        if (r != null) {
            Point[] points = network.apply(plus(perturbed(), r));
            for (int i = 0; i < points.length; i++) {
                if (adversarial()) {
                    double loss = NaiveLosses.crossEntropy(points[i].logits(), i % CLASSES);
                    add(terms, "adversarial_cross_entropy", loss, points.length);
                    continue;
                }
                if (method.type() == MethodType.PI_MODEL) {
                    double difference = NaiveLosses.squaredDifference(target[i].logits(), points[i].logits());
                    add(terms, "squared_difference", difference, points.length);
                    continue;
                }
                double divergence = NaiveLosses.kullbackLeibler(target[i].logits(), points[i].logits());
                add(terms, "output_divergence", divergence, points.length);
                if (isManifold()) {
                    double shift = manifold(target[i].latent(), points[i].latent());
                    add(terms, "manifold_divergence", shift, points.length);
                }
            }
        }
        return terms;
    }

    /** The objective. */
    double loss(Point[] target, double[][] r) {
        Map<String, Double> terms = terms(target, r);
        double alpha = number(Setting.ALPHA);
        Map<String, Double> weights = Map.of(
                "cross_entropy",
                1.0,
                "information",
                ramp * number(Setting.LAMBDA),
                "posterior",
                ramp * number(Setting.POSTERIOR),
                "conditional_entropy",
                1.0,
                "adversarial_cross_entropy",
                alpha,
                "output_divergence",
                alpha,
                "squared_difference",
                alpha,
                "manifold_divergence",
                alpha * ramp * number(Setting.BETA));
        return terms.entrySet().stream()
                .mapToDouble(e -> weights.get(e.getKey()) * e.getValue())
                .sum();
    }

    private static void add(Map<String, Double> terms, String name, double value, int count) {
        terms.merge(name, value / count, Double::sum);
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    private static double[][] gradient(ToDoubleFunction<double[][]> f, double[][] at) {
        double[][] gradient = new double[at.length][at[0].length];
        double step = FiniteDifferences.STEP;
        for (int i = 0; i < at.length; i++) {
            for (int j = 0; j < at[i].length; j++) {
                double value = at[i][j];
                at[i][j] = value + step;
                double above = f.applyAsDouble(at);
                at[i][j] = value - step;
                gradient[i][j] = (above - f.applyAsDouble(at)) / (2 * step);
                at[i][j] = value;
            }
        }
        return gradient;
    }

    private static double[][] unit(double[][] rows) {
        return Arrays.stream(rows)
                .map(row -> {
                    double norm = Math.sqrt(Arrays.stream(row).map(v -> v * v).sum());
                    return Arrays.stream(row).map(v -> v / norm).toArray();
                })
                .toArray(double[][]::new);
    }

    private static double[][] map(DoubleUnaryOperator f, double[][] rows) {
        return Arrays.stream(rows)
                .map(row -> Arrays.stream(row).map(f).toArray())
                .toArray(double[][]::new);
    }

    private static double[][] scaled(double[][] rows, double factor) {
        return map(v -> v * factor, rows);
    }

    private static double[][] plus(double[][] a, double[][] b) {
        double[][] sum = new double[a.length][];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i].clone();
            for (int j = 0; j < sum[i].length; j++) {
                sum[i][j] += b[i][j];
            }
        }
        return sum;
    }
}
