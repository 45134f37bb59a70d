package org.mat4j.core.check;

import java.util.regex.Pattern;

/**
 * Reads numbers as people write them: digits 0 to 9, and nothing that only Java takes, such as {@code 1d}, {@code 0x1p3} or
 * NaN. What would silently become 0 or infinite is refused.
 */
public final class Numbers {

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern ZERO = Pattern.compile("[+-]?[0.]+([eE].*)?");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");

    private Numbers() {}

    /**
     * Reads a number such as 0.5, 3 or 1e-3.
     *
     * @throws NumberFormatException telling what was found and what is expected
     */
    public static double decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new NumberFormatException("expected a number such as 0.5 or 1e-3, found '" + text + "'");
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value) || value == 0 && !ZERO.matcher(text).matches()) {
            throw new NumberFormatException("expected 0 or a number whose size is from " + Double.MIN_VALUE + " to "
                    + Double.MAX_VALUE + ", found '" + text + "'");
        }
        return value;
    }

    /**
     * Reads a whole number that an int holds.
     *
     * @throws NumberFormatException telling what was found and what is expected
     */
    public static int wholeInt(String text) {
        return (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /**
     * Reads a whole number that a long holds.
     *
     * @throws NumberFormatException telling what was found and what is expected
     */
    public static long wholeLong(String text) {
        return whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static long whole(String text, long least, long most) {
        if (WHOLE.matcher(text).matches()) {
            try {
                long value = Long.parseLong(text);
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // beyond a long
            }
        }
        throw new NumberFormatException(
                "expected a whole number from " + least + " to " + most + ", found '" + text + "'");
    }
}
