package org.mat4j.data.testing;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** Checks of messages by what they must name. */
public final class Messages {
    private Messages() {}

    /** Checks that a message has all the parts. */
    public static void assertContains(String message, String... parts) {
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + part + "' in: " + message);
        }
    }

    /** Checks that something is refused as an argument, by a message with all the parts. */
    public static void assertRefused(Executable refused, String... parts) {
        assertContains(assertThrows(IllegalArgumentException.class, refused).getMessage(), parts);
    }

    /** The message that something fails with. */
    public static String messageOf(Class<? extends Throwable> type, Executable failing) {
        return assertThrows(type, failing).getMessage();
    }
}
