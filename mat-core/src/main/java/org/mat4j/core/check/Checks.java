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
}
