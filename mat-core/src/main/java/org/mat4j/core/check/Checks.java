package org.mat4j.core.check;

import java.nio.file.Path;

/** Checks of arguments; every message names what was found and what is expected. */
public final class Checks {
    private Checks() {}

    /** Throws if the condition does not hold, naming what was wrong, the value found and what was expected. */
    public static void require(boolean condition, String what, Object found, String expected) {
        if (!condition) {
            throw new IllegalArgumentException(what + " is " + found + ", expected " + expected);
        }
    }

    /** What {@link #isPositive} asks for, in words. */
    public static final String POSITIVE = "a positive, finite number, in single precision too (1.2E-38 to 3.4E38)";

    /** What {@link #isWeight} asks for, in words. */
    public static final String WEIGHT =
            "a finite number of at least 0, in single precision too (0, or 1.2E-38 to 3.4E38)";

    /** Whether a number is positive and finite, also in single precision, in which 1e-60 is 0 and 1e60 infinite. */
    public static boolean isPositive(double value) {
        return value >= Float.MIN_NORMAL && value <= Float.MAX_VALUE;
    }

    /** Whether a number is 0 or {@linkplain #isPositive positive}. */
    public static boolean isWeight(double value) {
        return value == 0 || isPositive(value);
    }

    /** Requires what {@link #isPositive} says. */
    public static double positive(String what, double value) {
        require(isPositive(value), what, value, POSITIVE);
        return value;
    }

    /** Requires what {@link #isWeight} says. */
    public static double weight(String what, double value) {
        require(isWeight(value), what, value, WEIGHT);
        return value;
    }

    /** Requires a whole number between two, or one of them. */
    public static long range(long smallest, long largest, String what, long value) {
        require(
                value >= smallest && value <= largest,
                what,
                value,
                "a whole number from " + smallest + " to " + largest);
        return value;
    }

    /** Requires a whole number of at least a smallest one. */
    public static long atLeast(long smallest, String what, long value) {
        require(value >= smallest, what, value, "at least " + smallest);
        return value;
    }

    /** Requires a path that is not empty: Java takes an empty one for the folder in which the program runs. */
    public static Path path(String what, Path value) {
        require(!value.toString().isEmpty(), what, "an empty path", "the name of a file or folder");
        return value;
    }
}
