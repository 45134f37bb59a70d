package org.mat4j.core.testing;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.function.Executable;

/** What is refused, and whether the message names the culprit and its value. */
public final class Refusals {
    private Refusals() {}

    /** Fails unless an argument is refused with a message that contains all parts. */
    public static void assertRefused(Executable executable, Object... parts) {
        assertThrown(IllegalArgumentException.class, executable, parts);
    }

    /** Fails unless an exception of a type is thrown with a message that contains all parts. */
    public static void assertThrown(Class<? extends Throwable> type, Executable executable, Object... parts) {
        String message = assertThrows(type, executable).getMessage();
        assertAll(Arrays.stream(parts)
                .map(part -> () -> assertTrue(message.contains(part.toString()), part + " is not in: " + message)));
    }
}
