package org.mat4j.core.measure.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.MathArrays;
import org.mat4j.core.measure.attack.internal.LogitRows;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.Classifier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Counts successes and checks perturbations, batch by batch. */
final class RobustnessTally {
    /** Rounding of one value in single precision, with a margin. */
    private static final double ROUNDING = 1e-6;

    private final RobustnessEvaluator evaluator;
    private final boolean transfer;
    private final Aim aim;
    private final Classifier model;
    private final double[] epsilons;
    private final List<Count> counts;
    private final List<Boolean> metBefore = new ArrayList<>();
    private final DataSpread spread = new DataSpread();
    private long seen;

    /** What is known of one budget. */
    private static final class Count {
        private final List<Boolean> success = new ArrayList<>();
        private final List<Double> sizes = new ArrayList<>();
        private int correct;
    }

    RobustnessTally(RobustnessEvaluator evaluator, boolean transfer, Aim aim, Classifier model, double[] epsilons) {
        this.evaluator = evaluator;
        this.transfer = transfer;
        this.aim = aim;
        this.model = model;
        this.epsilons = epsilons;
        counts = Arrays.stream(epsilons).mapToObj(e -> new Count()).toList();
    }

    /** Number of examples so far, also of those that do not count. */
    long seen() {
        return seen;
    }

    /**
     * Takes a batch.
     *
     * @param x the examples
     * @param labels their classes
     * @param followed the classes whose loss was followed
     * @param perturbed the examples with each budget
     */
    void add(INDArray x, int[] labels, int[] followed, List<INDArray> perturbed) {
        double[] values = values(x);
        spread.add(values, labels.length);
        LogitRows clean = LogitRows.of(model, x);
        boolean[] met = new boolean[labels.length];
        for (int i = 0; i < met.length; i++) {
            met[i] = aim.reached(clean.predicted(i), followed[i]);
            if (aim.counts(labels[i], followed[i])) {
                metBefore.add(met[i]);
            }
        }
        for (int b = 0; b < epsilons.length; b++) {
            double[] sizes = sizes(b, x, values, perturbed.get(b));
            LogitRows logits = LogitRows.of(model, perturbed.get(b));
            Count count = counts.get(b);
            for (int i = 0; i < met.length; i++) {
                if (aim.counts(labels[i], followed[i])) {
                    int predicted = (met[i] ? clean : logits).predicted(i);
                    count.success.add(aim.reached(predicted, followed[i]));
                    count.sizes.add(met[i] ? 0 : sizes[i]);
                    count.correct += predicted == labels[i] ? 1 : 0;
                }
            }
        }
        seen += labels.length;
    }

    private static double[] values(INDArray array) {
        return array.dup('c').data().asDouble();
    }

    /** The true norms of a batch's perturbations, [n], in double precision from the inputs as they are; checked. */
    private double[] sizes(int b, INDArray x, double[] values, INDArray perturbed) {
        Norm norm = evaluator.attack().norm();
        String who = "attack '" + evaluator.attack().id() + "'";
        String where = " at " + evaluator.budgets().unit() + " "
                + evaluator.budgets().values().get(b);
        if (!Arrays.equals(perturbed.shape(), x.shape())) {
            throw new IllegalStateException(who + " gives inputs of shape " + Arrays.toString(perturbed.shape())
                    + ", expected " + Arrays.toString(x.shape()));
        }
        int d = values.length / (int) x.size(0);
        double each = ROUNDING * (Arrays.stream(values).map(Math::abs).max().orElse(0) + epsilons[b]);
        // Where x + r is formed, rounding adds to the size.
        double limit = epsilons[b] + ROUNDING * 10 * epsilons[b] + (norm == Norm.L2 ? each * Math.sqrt(d) : each);
        double[] moved = values(perturbed);
        double[] sizes = new double[(int) x.size(0)];
        for (int i = 0; i < sizes.length; i++) {
            double[] from = Arrays.copyOfRange(values, i * d, (i + 1) * d);
            double[] to = Arrays.copyOfRange(moved, i * d, (i + 1) * d);
            sizes[i] = norm == Norm.L2 ? MathArrays.distance(from, to) : MathArrays.distanceInf(from, to);
            // A NaN is not within the limit either.
            if (!(sizes[i] <= limit)) {
                throw new IllegalStateException(who + " changes example " + (seen + i) + " by " + sizes[i] + " (" + norm
                        + ")" + where + ", expected at most " + epsilons[b]);
            }
        }
        if (!evaluator.bounds().contains(perturbed)) {
            throw new IllegalStateException(who + " gives inputs in [" + perturbed.minNumber() + ", "
                    + perturbed.maxNumber() + "]" + where + ", expected within " + evaluator.bounds());
        }
        return sizes;
    }

    RobustnessResult result() {
        if (metBefore.isEmpty()) {
            throw new IllegalArgumentException("there is no example to attack: "
                    + (seen == 0
                            ? "the data is empty"
                            : "all are of the class that criterion '"
                                    + evaluator.criterion().id() + "' wants"));
        }
        List<BudgetResult> results =
                IntStream.range(0, epsilons.length).mapToObj(this::result).toList();
        RobustnessResult result = new RobustnessResult(evaluator, transfer, metBefore, results, List.of());
        double large = spread.largeSize(result.norm(), model.classCount());
        return new RobustnessResult(evaluator, transfer, metBefore, results, GradientMasking.warnings(result, large));
    }

    private BudgetResult result(int b) {
        Count count = counts.get(b);
        long needed = metBefore.stream().filter(m -> !m).count();
        double sum = count.sizes.stream().mapToDouble(s -> s).sum();
        return new BudgetResult(
                evaluator.budgets().values().get(b),
                epsilons[b],
                count.correct,
                count.success,
                count.sizes,
                needed == 0 ? 0 : sum / needed);
    }
}
