package org.mat4j.lab.testing;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** What an error tells. */
public final class Messages {

    private Messages() {}

    /** Asserts that an action fails so, with a message that names each of these: the culprit, its value. */
    public static void name(Class<? extends Throwable> type, Executable action, String... parts) {
        String message = String.valueOf(assertThrows(type, action).getMessage());
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + part + "' is not in: " + message);
        }
    }

    /** Asserts that an argument is refused. */
    public static void refused(Executable action, String... parts) {
        name(IllegalArgumentException.class, action, parts);
    }
}
