package org.mat4j.layers.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

/** Asserts what is said of a bad value. */
public final class Refusal {

    private Refusal() {}

    /** Fails unless the action throws an IllegalArgumentException with this message. */
    public static void assertRefused(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
