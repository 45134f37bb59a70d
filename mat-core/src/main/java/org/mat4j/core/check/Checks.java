package org.mat4j.core.check;

/** Checks of arguments; every message names what was found and what is expected. */
public final class Checks {
    private Checks() {}

    /** Throws if the condition does not hold, naming what was wrong, the value found and what was expected. */
    public static void require(boolean condition, String what, Object found, String expected) {
        if (!condition) {
            throw new IllegalArgumentException(what + " is " + found + ", expected " + expected);
        }
    }

    /** Requires a positive, finite number. */
    public static double positive(String what, double value) {
        require(value > 0 && value < Double.POSITIVE_INFINITY, what, value, "a positive, finite number");
        return value;
    }

    /** Requires a finite number of at least 0. */
    public static double weight(String what, double value) {
        require(value >= 0 && value < Double.POSITIVE_INFINITY, what, value, "a finite number of at least 0");
        return value;
    }

    /** Requires a whole number of at least a smallest one. */
    public static long atLeast(long smallest, String what, long value) {
        require(value >= smallest, what, value, "at least " + smallest);
        return value;
    }
}
