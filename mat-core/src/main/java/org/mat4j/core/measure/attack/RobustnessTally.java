package org.mat4j.core.measure.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.mat4j.core.model.Classifier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Counts successes and checks perturbations, batch by batch. */
final class RobustnessTally {

    /** What is known of one level. */
    private static final class Level {
        private final List<Boolean> success = new ArrayList<>();
        private final DoubleStream.Builder sizes = DoubleStream.builder();
        private int correct;
    }

    private final AttackSetting setting;
    private final Aim aim;
    private final List<Double> levels;
    private final double[] epsilons;
    private final List<Level> counts;
    private final List<Boolean> reachedBefore = new ArrayList<>();
    private final DataSpread spread = new DataSpread();
    private long seen;

    private Classifier victim;
    private INDArray x;
    private double[] values;
    private int[] labels;
    private int[] lossClasses;
    private LogitRows clean;

    RobustnessTally(AttackSetting setting, Aim aim, List<Double> levels, double[] epsilons) {
        this.setting = setting;
        this.aim = aim;
        this.levels = levels;
        this.epsilons = epsilons;
        counts = levels.stream().map(l -> new Level()).toList();
    }

    /** Begins a batch. */
    void batch(INDArray examples, int[] trueClasses, int[] classes, Classifier model) {
        seen += labels == null ? 0 : labels.length;
        x = examples;
        values = PerturbationSizes.values(examples);
        labels = trueClasses;
        lossClasses = classes;
        victim = model;
        clean = LogitRows.of(model.predict(examples).logits());
        spread.add(values, labels.length);
        for (int i = 0; i < labels.length; i++) {
            if (counts(i)) {
                reachedBefore.add(aim.reached(clean.predicted(i), lossClasses[i]));
            }
        }
    }

    /** Examples of the wanted class are left out. */
    private boolean counts(int i) {
        return !setting.goal().targeted() || labels[i] != lossClasses[i];
    }

    /** Takes the batch's perturbed inputs at one of the levels. */
    void level(int l, INDArray perturbed) {
        double[] sizes = sizes(l, perturbed);
        LogitRows logits = LogitRows.of(victim.predict(perturbed).logits());
        Level level = counts.get(l);
        for (int i = 0; i < labels.length; i++) {
            if (!counts(i)) {
                continue;
            }
            boolean needless = aim.reached(clean.predicted(i), lossClasses[i]);
            int predicted = (needless ? clean : logits).predicted(i);
            level.success.add(needless || aim.reached(predicted, lossClasses[i]));
            level.sizes.add(needless ? 0 : sizes[i]);
            level.correct += predicted == labels[i] ? 1 : 0;
        }
    }

    private double[] sizes(int l, INDArray perturbed) {
        String who = "attack '" + setting.attack().id() + "'";
        if (!Arrays.equals(perturbed.shape(), x.shape())) {
            throw new IllegalStateException(who + " gives inputs of shape " + Arrays.toString(perturbed.shape())
                    + "; expected " + Arrays.toString(x.shape()));
        }
        double[] sizes = PerturbationSizes.of(
                setting.attack().norm(), values, PerturbationSizes.values(perturbed), labels.length);
        double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
        double limit = epsilons[l]
                + PerturbationSizes.tolerance(
                        setting.attack().norm(), epsilons[l], largest, values.length / labels.length);
        for (int i = 0; i < sizes.length; i++) {
            if (!(sizes[i] <= limit)) {
                throw new IllegalStateException(who + " changes example " + (seen + i) + " by " + sizes[i] + " ("
                        + setting.attack().norm() + ") at level " + levels.get(l) + "; expected at most "
                        + epsilons[l]);
            }
        }
        if (!setting.range().contains(perturbed)) {
            throw new IllegalStateException(who + " gives inputs in [" + perturbed.minNumber() + ", "
                    + perturbed.maxNumber() + "] at level " + levels.get(l) + "; expected within "
                    + setting.range());
        }
        return sizes;
    }

    RobustnessResult result() {
        if (labels == null) {
            throw new IllegalArgumentException("there is no example to attack: the data is empty");
        }
        if (reachedBefore.isEmpty()) {
            throw new IllegalArgumentException("there is no example to attack: all are of the class that goal '"
                    + setting.goal().id() + "' wants");
        }
        int needed = (int) reachedBefore.stream().filter(r -> !r).count();
        List<LevelResult> results = IntStream.range(0, epsilons.length)
                .mapToObj(l -> result(l, needed))
                .toList();
        double large = spread.largeSize(setting.attack().norm(), victim.classCount());
        List<String> warnings = GradientMasking.warnings(setting, reachedBefore, results, large);
        return new RobustnessResult(setting, reachedBefore, results, warnings);
    }

    private LevelResult result(int l, int needed) {
        Level level = counts.get(l);
        boolean[] success = new boolean[level.success.size()];
        IntStream.range(0, success.length).forEach(i -> success[i] = level.success.get(i));
        double[] sizes = level.sizes.build().toArray();
        double mean = needed == 0 ? 0 : Arrays.stream(sizes).sum() / needed;
        return new LevelResult(levels.get(l), epsilons[l], level.correct, success, sizes, mean);
    }
}
