package org.mat4j.core.measure.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs that a model looks robust only because its gradients are of no use to the attack (Athalye et al. 2018; Carlini et
 * al. 2019).
 *
 * <p>Of one result: an untargeted attack in steps leaves significantly more than {@value #FLOOR_PERCENT} % with the
 * largest budget, if that is large enough; or an attack leaves more than {@value #UNTOUCHED_PERCENT} % of the examples as
 * they were, for want of a gradient. Large enough is, under L2, s sqrt(m / (2 (m - 1))) with s the root mean square
 * distance of the examples from their mean: so far off are the boundaries of m classes at best (for MNIST, level 5.4).
 * Under L-infinity it is an epsilon of half the difference between the largest and the smallest input, which makes all
 * examples alike (for images of 28 x 28 pixels in [0, 1], level 14). Of several results of the same model and examples:
 * an attack in steps succeeds significantly less often than the single step of the same norm and size, or a gradient
 * attack less often than random noise.
 *
 * <p>Significant means two standard errors; pairs of attacks are compared example by example (McNemar's test).
 */
public final class GradientMasking {
    /** Accuracy in percent that an attack in steps may leave with a large budget. */
    public static final double FLOOR_PERCENT = 5;

    /** Which percentage of the examples may have no gradient. */
    public static final double UNTOUCHED_PERCENT = 5;

    private static final double STANDARD_ERRORS = 2;
    private static final String MASKED = ": the gradient may be masked, and the true robustness lower";
    private static final Logger LOG = LoggerFactory.getLogger(GradientMasking.class);

    private GradientMasking() {}

    /**
     * Compares attacks on one and the same model, and logs what it finds. Only results of the same norm are compared, at
     * the sizes that they share.
     *
     * @param results of the same examples, criterion and bounds
     * @return the signs found, in words, without those of the single results
     * @throws IllegalArgumentException if the results are not of the same examples, criterion and bounds
     */
    public static List<String> compare(List<RobustnessResult> results) {
        List<String> warnings = new ArrayList<>();
        for (RobustnessResult strong : results) {
            for (RobustnessResult weak : results) {
                requireComparable(results.get(0), weak);
                if (shouldBeStronger(strong, weak)) {
                    compare(strong, weak, warnings);
                }
            }
        }
        warnings.forEach(LOG::warn);
        return List.copyOf(warnings);
    }

    private static void requireComparable(RobustnessResult a, RobustnessResult b) {
        if (!a.metBefore().equals(b.metBefore())
                || !a.evaluator().criterion().equals(b.evaluator().criterion())
                || !a.evaluator().bounds().equals(b.evaluator().bounds())
                || a.transfer() != b.transfer()) {
            throw new IllegalArgumentException("the results of attacks '" + a.attackId() + "' and '" + b.attackId()
                    + "' are of different models, examples, criteria or bounds, expected the same");
        }
    }

    private static boolean shouldBeStronger(RobustnessResult strong, RobustnessResult weak) {
        Attack.Kind a = strong.evaluator().attack().kind();
        Attack.Kind b = weak.evaluator().attack().kind();
        boolean gradient = a == Attack.Kind.ONE_STEP || a == Attack.Kind.ITERATED;
        return strong.norm() == weak.norm()
                && (gradient && b == Attack.Kind.NOISE || a == Attack.Kind.ITERATED && b == Attack.Kind.ONE_STEP);
    }

    private static void compare(RobustnessResult strong, RobustnessResult weak, List<String> warnings) {
        for (BudgetResult a : strong.budgets()) {
            for (BudgetResult b : weak.budgets()) {
                if (a.epsilon() == b.epsilon() && isSignificantlyWeaker(a, b)) {
                    warnings.add(text(
                            "at %s %s attack '%s' succeeds on %.1f %% of %d examples, the weaker '%s' on %.1f %%",
                            strong.unit(),
                            a.budget(),
                            strong.attackId(),
                            a.successPercent(),
                            a.n(),
                            weak.attackId(),
                            b.successPercent()));
                }
            }
        }
    }

    private static boolean isSignificantlyWeaker(BudgetResult strong, BudgetResult weak) {
        int strongOnly = 0;
        int weakOnly = 0;
        for (int i = 0; i < strong.n(); i++) {
            boolean a = strong.success().get(i);
            boolean b = weak.success().get(i);
            strongOnly += a && !b ? 1 : 0;
            weakOnly += b && !a ? 1 : 0;
        }
        return weakOnly - strongOnly > STANDARD_ERRORS * Math.sqrt(weakOnly + strongOnly);
    }

    /**
     * The signs in one result; logged.
     *
     * @param result its own warnings are not read
     * @param largeSize of perturbations that no classifier can withstand
     */
    static List<String> warnings(RobustnessResult result, double largeSize) {
        List<String> warnings = new ArrayList<>();
        Attack attack = result.evaluator().attack();
        if (!result.transfer()) {
            addUntouched(result, warnings);
            addFloor(result, largeSize, warnings);
        } else if (attack instanceof ProjectedGradient pgd && pgd.stop() == ProjectedGradient.Stop.AT_SUCCESS) {
            warnings.add("attack '" + pgd.id() + "' stops where it has just fooled the source, which transfers badly:"
                    + " let it run to its end with " + ProjectedGradient.Stop.AFTER_ALL_STEPS);
        }
        warnings.forEach(LOG::warn);
        return warnings;
    }

    private static BudgetResult last(RobustnessResult result) {
        return result.budgets().get(result.budgets().size() - 1);
    }

    private static void addUntouched(RobustnessResult result, List<String> warnings) {
        BudgetResult last = last(result);
        long untouched = IntStream.range(0, last.n())
                .filter(i -> last.sizes().get(i) == 0 && !result.metBefore().get(i))
                .count();
        boolean gradient = result.evaluator().attack().kind() != Attack.Kind.NOISE && last.epsilon() > 0;
        if (gradient && untouched > UNTOUCHED_PERCENT / 100 * last.n()) {
            warnings.add("attack '" + result.attackId() + "' leaves " + untouched + " of " + last.n()
                    + " examples as they were, as their gradient is zero: the gradient is masked, and the true"
                    + " robustness lower");
        }
    }

    private static void addFloor(RobustnessResult result, double largeSize, List<String> warnings) {
        BudgetResult last = last(result);
        double p = last.accuracyPercent() / 100;
        double lower = 100 * (p - STANDARD_ERRORS * Math.sqrt(p * (1 - p) / last.n()));
        if (result.evaluator().attack().kind() == Attack.Kind.ITERATED
                && !result.evaluator().criterion().targeted()
                && last.epsilon() >= largeSize
                && lower > FLOOR_PERCENT) {
            warnings.add(text(
                    "attack '%s' leaves an accuracy of %.1f %% at %s %s, where perturbations of %.4g are as large as the"
                            + " differences between examples (%.4g), expected about 0 %%",
                    result.attackId(),
                    last.accuracyPercent(),
                    result.unit(),
                    last.budget(),
                    last.epsilon(),
                    largeSize));
        }
    }

    private static String text(String found, Object... values) {
        return String.format(Locale.ROOT, found, values) + MASKED;
    }
}
