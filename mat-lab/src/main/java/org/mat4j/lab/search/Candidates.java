package org.mat4j.lab.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The values that one number may take in a search. Their text is what {@link #parse} reads. */
public sealed interface Candidates permits Candidates.Values, Candidates.Range {

    /** The value at a share of them, from 0 to below 1, all shares being equally likely. */
    double at(double share);

    /** Whether there is but one. */
    boolean isSingle();

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
        return CandidatesText.number(value);
    }

    /**
     * Reads values such as {@code 0.5,1,2}, or a range such as {@code 0.5..8}, which may name its scale: {@code
     * 0.5..8:linear} or {@code 0.5..8:log}; without, it is as {@link #range} has it.
     *
     * @throws IllegalArgumentException telling what is wrong with the text
     */
    static Candidates parse(String text) {
        return CandidatesText.parse(text);
    }

    /**
     * Values one by one.
     *
     * @param values one or more finite numbers, all different
     */
    record Values(List<Double> values) implements Candidates {

        /** Checks the values. */
        public Values {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("there are no values; expected one or more");
            }
            Set<Double> seen = new HashSet<>();
            for (double value : values) {
                CandidatesText.requireFinite(value);
                if (!seen.add(value + 0.0)) {
                    throw new IllegalArgumentException(
                            "the value " + CandidatesText.number(value) + " is given twice; expected different ones");
                }
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
            return values.stream().map(CandidatesText::number).collect(Collectors.joining(","));
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
            CandidatesText.requireFinite(from);
            CandidatesText.requireFinite(to);
            if (from < 0 || from >= to) {
                throw new IllegalArgumentException("the range is " + CandidatesText.number(from) + ".."
                        + CandidatesText.number(to) + "; expected two numbers of at least 0, the lower one first");
            }
            if (scale == Scale.LOG && from == 0) {
                throw new IllegalArgumentException(
                        "the range starts at 0, which has no place in a logarithmic scale; expected a number above 0, or"
                                + " the scale linear");
            }
        }

        @Override
        public double at(double share) {
            double value = new BigDecimal(scale.at(share, from, to))
                    .round(new MathContext(DIGITS))
                    .doubleValue();
            return Math.min(to, Math.max(from, value));
        }

        @Override
        public boolean isSingle() {
            return false;
        }

        @Override
        public String toString() {
            return Stream.of(from, to).map(CandidatesText::number).collect(Collectors.joining(".."))
                    + ":"
                    + scale.name().toLowerCase(Locale.ROOT);
        }
    }
}
