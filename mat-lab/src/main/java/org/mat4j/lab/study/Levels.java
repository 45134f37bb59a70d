package org.mat4j.lab.study;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.mat4j.core.measure.attack.AttackLevel;

/**
 * Noise levels of attacks: L2 norms in units of the network's input.
 *
 * @param values at least one, finite, not negative, in strictly rising order
 */
public record Levels(List<Double> values) {

    /** Those of the paper on MNIST and SVHN. */
    public static final Levels MNIST = new Levels(List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0));

    /** Those of the paper's embeddings under attack. */
    public static final Levels EMBEDDING = new Levels(List.of(0.0, 2.0, 4.0, 6.0));

    private static final int MOST = 1000;

    /** Checks the values. */
    public Levels {
        values = List.copyOf(values);
        AttackLevel.requireRising("levels", values);
    }

    /** As {@link #parse} reads them. */
    public String text() {
        return values.stream()
                .map(v -> BigDecimal.valueOf(v).stripTrailingZeros().toPlainString())
                .collect(Collectors.joining(","));
    }

    /**
     * Reads levels from text: {@code 0:8:1} are those from 0 to 8 in steps of 1, {@code 0,2,4} those three, {@code 2} one.
     *
     * @throws IllegalArgumentException if the text is of another form
     */
    public static Levels parse(String text) {
        try {
            return text.contains(":")
                    ? range(text)
                    : new Levels(Arrays.stream(text.split(",", -1))
                            .map(word -> Double.valueOf(word.trim()))
                            .toList());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "levels are '" + text + "'; expected FROM:TO:STEP such as 0:8:1, or numbers such as 0,2,4", e);
        }
    }

    private static Levels range(String text) {
        String[] words = text.split(":", -1);
        if (words.length != 3) {
            throw new NumberFormatException();
        }
        // Decimal arithmetic: ten steps of 0.1 end at 1.
        BigDecimal value = new BigDecimal(words[0].trim());
        BigDecimal to = new BigDecimal(words[1].trim());
        BigDecimal step = new BigDecimal(words[2].trim());
        if (step.signum() <= 0) {
            throw new IllegalArgumentException("levels are '" + text + "'; expected a step above 0");
        }
        List<Double> values = new ArrayList<>();
        for (; value.compareTo(to) <= 0; value = value.add(step)) {
            values.add(value.doubleValue());
            if (values.size() > MOST) {
                throw new IllegalArgumentException(
                        "levels are '" + text + "'; expected at most " + MOST + " of them: take a larger step");
            }
        }
        return new Levels(values);
    }
}
