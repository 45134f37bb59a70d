package org.mat4j.core.measure.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs that a model looks robust only because its gradients are of no use to the attack (Athalye et al. 2018; Carlini et
 * al. 2019).
 *
 * <p>Of one result: an untargeted attack in steps leaves significantly more than {@value #FLOOR_PERCENT} % at the largest
 * level, if that is large enough; or an attack leaves more than {@value #UNTOUCHED_PERCENT} % of the examples as they
 * were, for want of a gradient. Large enough is, under L2, s sqrt(m / (2 (m - 1))) with s the root mean square distance
 * of the examples from their mean: so far off are the boundaries of m classes at best (for MNIST, level 5.4). Under
 * L-infinity it is an epsilon of half the difference between the largest and the smallest input, which makes all examples
 * alike (for images of 28 x 28 pixels in [0, 1], level 14). Of several results of the same model and examples: an attack
 * in steps succeeds significantly less often than the single step of the same norm at the same level, or a gradient
 * attack less often than random noise.
 *
 * <p>Significant means two standard errors; pairs of attacks are compared example by example (McNemar's test).
 */
public final class GradientMasking {

    /** Accuracy in percent that an attack in steps may leave at a large level. */
    public static final double FLOOR_PERCENT = 5;

    /** Which percentage of the examples may have no gradient. */
    public static final double UNTOUCHED_PERCENT = 5;

    private static final double STANDARD_ERRORS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(GradientMasking.class);

    private GradientMasking() {}

    /**
     * Compares attacks on one and the same model, and logs what it finds. Only results of the same norm are compared, at
     * the levels that they share.
     *
     * @param results of the same examples, goal and range of pixels
     * @return the signs found, in words, without those of the single results
     * @throws IllegalArgumentException if the results are not of the same examples, goal and range
     */
    public static List<String> compare(List<RobustnessResult> results) {
        List<String> warnings = new ArrayList<>();
        for (RobustnessResult strong : results) {
            for (RobustnessResult weak : results) {
                checkComparable(results.get(0), weak);
                if (shouldBeStronger(strong, weak)) {
                    compare(strong, weak, warnings);
                }
            }
        }
        warnings.forEach(LOG::warn);
        return List.copyOf(warnings);
    }

    private static void checkComparable(RobustnessResult a, RobustnessResult b) {
        AttackSetting one = a.setting();
        AttackSetting other = b.setting();
        if (!a.reachedBefore().equals(b.reachedBefore())
                || !one.goal().equals(other.goal())
                || !one.range().equals(other.range())
                || one.transfer() != other.transfer()) {
            throw new IllegalArgumentException("the results of attacks '" + a.attackId() + "' and '" + b.attackId()
                    + "' are of different models, examples, goals or pixel ranges; expected the same");
        }
    }

    private static boolean shouldBeStronger(RobustnessResult strong, RobustnessResult weak) {
        Attack.Kind a = strong.setting().attack().kind();
        Attack.Kind b = weak.setting().attack().kind();
        boolean gradient = a == Attack.Kind.ONE_STEP || a == Attack.Kind.ITERATED;
        return strong.norm() == weak.norm()
                && (gradient && b == Attack.Kind.NOISE || a == Attack.Kind.ITERATED && b == Attack.Kind.ONE_STEP);
    }

    private static void compare(RobustnessResult strong, RobustnessResult weak, List<String> warnings) {
        for (LevelResult a : strong.levels()) {
            for (LevelResult b : weak.levels()) {
                if (a.level() == b.level() && isSignificantlyWeaker(a, b)) {
                    warnings.add(String.format(
                            Locale.ROOT,
                            "at level %s attack '%s' succeeds on %.1f %% of %d examples, the weaker '%s' on %.1f %%:"
                                    + " the gradient may be masked, and the true robustness lower",
                            a.level(),
                            strong.attackId(),
                            a.successPercent(),
                            a.n(),
                            weak.attackId(),
                            b.successPercent()));
                }
            }
        }
    }

    private static boolean isSignificantlyWeaker(LevelResult strong, LevelResult weak) {
        boolean[] a = strong.success();
        boolean[] b = weak.success();
        int strongOnly = 0;
        int weakOnly = 0;
        for (int i = 0; i < a.length; i++) {
            strongOnly += a[i] && !b[i] ? 1 : 0;
            weakOnly += b[i] && !a[i] ? 1 : 0;
        }
        return weakOnly - strongOnly > STANDARD_ERRORS * Math.sqrt(weakOnly + strongOnly);
    }

    /**
     * The signs in one result; logged.
     *
     * @param largeSize of perturbations that no classifier can withstand
     */
    static List<String> warnings(
            AttackSetting setting, List<Boolean> reachedBefore, List<LevelResult> levels, double largeSize) {
        List<String> warnings = new ArrayList<>();
        if (!setting.transfer()) {
            LevelResult last = levels.get(levels.size() - 1);
            addUntouched(setting, reachedBefore, last, warnings);
            addFloor(setting, last, largeSize, warnings);
        }
        addWeakTransfer(setting, warnings);
        warnings.forEach(LOG::warn);
        return warnings;
    }

    private static void addUntouched(
            AttackSetting setting, List<Boolean> reachedBefore, LevelResult last, List<String> warnings) {
        Attack.Kind kind = setting.attack().kind();
        double[] sizes = last.sizes();
        int untouched = 0;
        for (int i = 0; i < sizes.length; i++) {
            untouched += sizes[i] == 0 && !reachedBefore.get(i) ? 1 : 0;
        }
        boolean gradient = kind != Attack.Kind.NOISE && last.level() > 0;
        if (gradient && untouched > UNTOUCHED_PERCENT / 100 * sizes.length) {
            warnings.add("attack '" + setting.attack().id() + "' leaves " + untouched + " of " + sizes.length
                    + " examples as they were, as their gradient is zero: the gradient is masked, and the true"
                    + " robustness lower");
        }
    }

    private static void addFloor(AttackSetting setting, LevelResult last, double largeSize, List<String> warnings) {
        double p = last.accuracyPercent() / 100;
        double lower = 100 * (p - STANDARD_ERRORS * Math.sqrt(p * (1 - p) / last.n()));
        if (setting.attack().kind() == Attack.Kind.ITERATED
                && !setting.goal().targeted()
                && last.epsilon() >= largeSize
                && lower > FLOOR_PERCENT) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "attack '%s' leaves an accuracy of %.1f %% at level %s, where perturbations of %.4g are as large as"
                            + " the differences between examples (%.4g); expected about 0 %%: the gradient may be"
                            + " masked, and the true robustness lower",
                    setting.attack().id(),
                    last.accuracyPercent(),
                    last.level(),
                    last.epsilon(),
                    largeSize));
        }
    }

    private static void addWeakTransfer(AttackSetting setting, List<String> warnings) {
        if (setting.transfer()
                && setting.attack() instanceof ProjectedGradient pgd
                && pgd.stop() == ProjectedGradient.Stop.AT_SUCCESS) {
            warnings.add("attack '" + pgd.id() + "' stops where it has just fooled the source, which transfers badly:"
                    + " let it go on with " + ProjectedGradient.Stop.AFTER_ALL_STEPS);
        }
    }
}
