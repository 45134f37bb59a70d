package org.mat4j.core.measure.attack;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.commons.math3.fraction.BigFraction;
import org.mat4j.core.check.Checks;
import org.mat4j.core.check.Numbers;
import org.mat4j.core.method.direction.Norm;

/**
 * The sizes of perturbations that an attack is tried with, on one of two scales.
 *
 * @param unit the scale
 * @param values at least one, finite, not negative, in strictly rising order
 */
public record Budgets(Unit unit, List<Double> values) {
    /** The levels of the paper's figure 4 on MNIST and SVHN. */
    public static final Budgets FIGURE_4 = levels(0, 1, 2, 3, 4, 5, 6, 7, 8);

    /** The levels of the paper's embeddings under attack, figure 5. */
    public static final Budgets FIGURE_5 = levels(0, 2, 4, 6);

    private static final int MOST = 1000;
    private static final int DIGITS = 400;

    /** What a size is measured in. */
    public enum Unit {
        /**
         * An L2 norm in units of the network's input, whatever the attack's norm is: under L-infinity each of d values
         * may change by level / sqrt(d), so that attacks of both norms spend the same L2 budget (figure 4).
         */
        LEVEL,
        /** The attack's own norm, in units of the network's input. */
        EPSILON;

        /** The lower-case name. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Checks the values. */
    public Budgets {
        Objects.requireNonNull(unit, "unit");
        values = List.copyOf(values);
        boolean rising = !values.isEmpty();
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i);
            rising &= Checks.isWeight(value) && (i == 0 || value > values.get(i - 1));
        }
        if (!rising) {
            throw new IllegalArgumentException(unit + "s are " + values
                    + ", expected at least one, each " + Checks.WEIGHT
                    + ", in strictly rising order");
        }
    }

    /** Budgets as levels. */
    public static Budgets levels(double... values) {
        return new Budgets(Unit.LEVEL, Arrays.stream(values).boxed().toList());
    }

    /** Budgets in the norm of the attack, such as 8 / 255. */
    public static Budgets epsilons(double... values) {
        return new Budgets(Unit.EPSILON, Arrays.stream(values).boxed().toList());
    }

    /**
     * The largest sizes of a perturbation, in the norm of an attack.
     *
     * @param norm the attack's
     * @param dimensions d, the number of values of one input, at least 1
     */
    public double[] epsilons(Norm norm, long dimensions) {
        Checks.atLeast(1, "input dimensions", dimensions);
        double divisor = unit == Unit.LEVEL && norm == Norm.L_INFINITY ? Math.sqrt(dimensions) : 1;
        return values.stream().mapToDouble(v -> v / divisor).toArray();
    }

    /** The values as {@link #parse} reads them. */
    public String text() {
        return values.stream()
                .map(v -> BigDecimal.valueOf(v).stripTrailingZeros().toPlainString())
                .collect(Collectors.joining(","));
    }

    /**
     * Reads values from text: {@code 0:8:1} are those from 0 to 8 in steps of 1, {@code 0,2,4} those three,
     * {@code 8/255} a fraction.
     *
     * @throws IllegalArgumentException if the text is of another form, or the values are not as said above
     */
    public static Budgets parse(Unit unit, String text) {
        try {
            List<Double> values = text.contains(":")
                    ? range(unit, text)
                    : Arrays.stream(text.split(",", -1))
                            .map(word -> rounded(exact(word)))
                            .toList();
            return new Budgets(unit, values);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    unit + "s are '" + text
                            + "', expected FROM:TO:STEP such as 0:8:1, or numbers such as 0,2,4 or 8/255",
                    e);
        }
    }

    private static List<Double> range(Unit unit, String text) {
        String[] words = text.split(":", -1);
        if (words.length != 3) {
            throw new NumberFormatException();
        }
        // Exact arithmetic: ten steps of 0.1 end at 1.
        BigFraction to = exact(words[1]);
        BigFraction step = exact(words[2]);
        if (step.compareTo(BigFraction.ZERO) <= 0) {
            throw new IllegalArgumentException(unit + "s are '" + text + "', expected a step above 0");
        }
        List<Double> values = new ArrayList<>();
        for (BigFraction value = exact(words[0]); value.compareTo(to) <= 0; value = value.add(step)) {
            values.add(rounded(value));
            if (values.size() > MOST) {
                throw new IllegalArgumentException(
                        unit + "s are '" + text + "', expected at most " + MOST + " of them: take a larger step");
            }
        }
        return values;
    }

    private static BigFraction exact(String word) {
        int slash = word.lastIndexOf('/');
        if (slash >= 0) {
            return exact(word.substring(0, slash)).divide(exact(word.substring(slash + 1)));
        }
        Numbers.decimal(word.trim());
        BigDecimal decimal = new BigDecimal(word.trim());
        if (Math.abs(decimal.scale()) > DIGITS) {
            throw new NumberFormatException();
        }
        return new BigFraction(decimal.unscaledValue()).multiply(new BigFraction(10).pow(-decimal.scale()));
    }

    private static double rounded(BigFraction value) {
        return value.bigDecimalValue(DIGITS, RoundingMode.HALF_EVEN.ordinal()).doubleValue();
    }
}
