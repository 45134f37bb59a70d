package org.mat4j.lab.search;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How {@link Candidates} are written. */
final class CandidatesText {

    private static final Pattern RANGE = Pattern.compile("(.+?)\\.\\.(.+?)(?::(.*))?");

    private CandidatesText() {}

    static Candidates parse(String text) {
        Matcher range = RANGE.matcher(text.strip());
        if (!range.matches()) {
            return new Candidates.Values(Arrays.stream(text.split(",", -1))
                    .map(word -> number(word, text))
                    .toList());
        }
        double from = number(range.group(1), text);
        double to = number(range.group(2), text);
        return range.group(3) == null
                ? Candidates.range(from, to)
                : new Candidates.Range(from, to, scale(range.group(3)));
    }

    private static Scale scale(String word) {
        return switch (word) {
            case "linear" -> Scale.LINEAR;
            case "log" -> Scale.LOG;
            default ->
                throw new IllegalArgumentException(
                        "the scale of the range is '" + word + "'; expected linear or log, as in 0.5..8:log");
        };
    }

    private static double number(String word, String text) {
        try {
            return Double.parseDouble(word.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "expected numbers such as 0.5,1,2 or a range such as 0.5..8, found '" + text + "'", e);
        }
    }

    static void requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a value is " + value + "; expected a finite number");
        }
    }

    /** A number as short as it can be, for people and for {@link Double#parseDouble}. */
    static String number(double value) {
        return value == 0
                ? "0"
                : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
