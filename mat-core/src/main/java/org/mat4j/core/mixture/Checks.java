package org.mat4j.core.mixture;

/** Checks shared by this package. */
final class Checks {
    private Checks() {}

    /** Throws if the condition does not hold, naming what was wrong, the value found and what was expected. */
    static void require(boolean condition, String what, Object found, String expected) {
        if (!condition) {
            throw new IllegalArgumentException(what + " is " + found + ", expected " + expected);
        }
    }
}
