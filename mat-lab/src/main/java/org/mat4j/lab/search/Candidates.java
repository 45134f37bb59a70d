package org.mat4j.lab.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mat4j.core.check.Checks;
import org.mat4j.core.check.Numbers;

/** The values that one number may take in a search. Their text is what {@link #parse} reads. */
public sealed interface Candidates permits Candidates.Values, Candidates.Range {

    /** The value at a share of them, from 0 to below 1, all shares being equally likely. */
    double at(double share);

    /** Whether there is but one. */
    default boolean isSingle() {
        return false;
    }

    /** Single values. */
    static Candidates of(double... values) {
        return new Values(Arrays.stream(values).boxed().toList());
    }

    /** A range in the scale that suits it: logarithmic above 0, linear from 0. */
    static Candidates range(double from, double to) {
        return new Range(from, to, from > 0 ? Scale.LOG : Scale.LINEAR);
    }

    /** A number as short as it can be without losing a digit, and without an exponent. */
    static String text(double value) {
        return value == 0
                ? "0"
                : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /**
     * Reads values such as {@code 0.5,1,2}, or a range such as {@code 0.5..8}, which may name its scale: {@code
     * 0.5..8:linear} or {@code 0.5..8:log}; without, it is as {@link #range} has it.
     *
     * @throws IllegalArgumentException telling what is wrong with the text
     */
    static Candidates parse(String text) {
        Matcher range = Pattern.compile("(.+?)\\.\\.(.+?)(?::(.*))?").matcher(text.strip());
        if (!range.matches()) {
            return new Values(Arrays.stream(text.split(",", -1))
                    .map(word -> number(word, text))
                    .toList());
        }
        double from = number(range.group(1), text);
        double to = number(range.group(2), text);
        return range.group(3) == null ? range(from, to) : new Range(from, to, Scale.of(range.group(3), text));
    }

    private static double number(String word, String text) {
        try {
            return Numbers.decimal(word.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "expected numbers such as 0.5,1,2 or a range such as 0.5..8, found '" + text + "'", e);
        }
    }

    private static void requireFinite(double value) {
        Checks.require(Double.isFinite(value), "a value", value, "a finite number");
    }

    /** Values one by one: one or more finite numbers, all different. */
    record Values(List<Double> values) implements Candidates {

        /** Checks the values. */
        public Values {
            values = List.copyOf(values);
            Checks.require(!values.isEmpty(), "the list of values", "empty", "one or more");
            Set<Double> seen = new HashSet<>();
            for (double value : values) {
                requireFinite(value);
                Checks.require(seen.add(value + 0.0), "the value " + text(value), "given twice", "different ones");
            }
        }

        @Override
        public double at(double share) {
            return values.get((int) (share * values.size()));
        }

        @Override
        public boolean isSingle() {
            return values.size() == 1;
        }

        @Override
        public String toString() {
            return values.stream().map(Candidates::text).collect(Collectors.joining(","));
        }
    }

    /** How values are spread over a range. */
    enum Scale {
        /** Equal differences are equally likely. */
        LINEAR,
        /** Equal ratios are equally likely; for a range above 0. */
        LOG;

        private String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Scale of(String word, String text) {
            return Arrays.stream(values())
                    .filter(scale -> scale.id().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("the range '" + text + "' has the scale '" + word
                            + "', expected linear or log, as in 0.5..8:log"));
        }
    }

    /**
     * All numbers of an interval; drawn ones are rounded to {@value #DIGITS} significant digits.
     *
     * @param from the least, 0 or more, or above 0 in a logarithmic scale
     * @param to the largest, above the least
     * @param scale how they are spread
     */
    record Range(double from, double to, Scale scale) implements Candidates {

        /** Significant digits of drawn values: more would be noise on a command line. */
        public static final int DIGITS = 4;

        /** Checks the values. */
        public Range {
            Objects.requireNonNull(scale, "scale");
            requireFinite(from);
            requireFinite(to);
            Checks.require(
                    from >= 0 && from < to,
                    "the range",
                    text(from) + ".." + text(to),
                    "two numbers of at least 0, the lower one first");
            Checks.require(
                    scale == Scale.LINEAR || from > 0,
                    "the start of the range",
                    0,
                    "a number above 0, since 0 has no place in a logarithmic scale, or the scale linear");
        }

        @Override
        public double at(double share) {
            double value = scale == Scale.LINEAR
                    ? between(share, from, to)
                    : Math.exp(between(share, Math.log(from), Math.log(to)));
            double rounded =
                    new BigDecimal(value).round(new MathContext(DIGITS)).doubleValue();
            return Math.min(to, Math.max(from, rounded));
        }

        private static double between(double share, double low, double high) {
            return low + share * (high - low);
        }

        @Override
        public String toString() {
            return text(from) + ".." + text(to) + ":" + scale.id();
        }
    }
}
