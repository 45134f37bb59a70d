package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;

/**
 * What a command did.
 *
 * @param code the exit code
 * @param out standard output
 * @param err standard error, without the log
 */
record Cli(int code, String out, String err) {

    static Cli run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
        return new Cli(code, out.toString(), err.toString());
    }

    /** A command line without quoting. */
    static Cli line(String line) {
        return run(line.isEmpty() ? new String[0] : line.split(" "));
    }

    /** A command line that must end well. */
    static Cli succeed(String line) {
        Cli cli = line(line);
        assertEquals(0, cli.code, cli.err);
        return cli;
    }

    /** Fails unless this ended with a code, without a result, and with the error and all parts in the last line. */
    void assertFailed(int expected, Object... parts) {
        assertEquals(expected, code, err);
        assertEquals("", out);
        assertFalse(err.contains("\tat "), err);
        String last = err.lines().reduce("", (a, b) -> b);
        assertTrue(last.contains(": error: "), err);
        assertAll(Stream.of(parts).map(part -> () -> assertTrue(last.contains(part.toString()), part + " in " + err)));
    }

    /** Standard output, which must be one line of JSON. */
    JsonNode json() throws JsonProcessingException {
        if (out.strip().lines().count() != 1) {
            throw new AssertionError("expected one line, found: " + out);
        }
        return new ObjectMapper().readTree(out);
    }
}
