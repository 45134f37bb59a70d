package org.mat4j.layers.testing;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.provider.Arguments;

/** Asserts that a bad value is named. */
public final class Refusal {

    private Refusal() {}

    /** A row of a table of refusals. */
    public static Arguments refusal(String culprit, Object value, Executable action) {
        return arguments(culprit, value, action);
    }

    /** Fails unless the action throws an IllegalArgumentException whose message has the culprit and its value. */
    public static void assertRefused(String culprit, Object value, Executable action) {
        String message = assertThrows(IllegalArgumentException.class, action).getMessage();
        assertTrue(message.contains(culprit), message);
        assertTrue(message.contains(" is " + value + ", expected "), message);
    }
}
