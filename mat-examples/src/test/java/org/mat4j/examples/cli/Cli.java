package org.mat4j.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;

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

    /** Standard output, which must be one line of JSON. */
    JsonNode json() throws JsonProcessingException {
        if (out.strip().lines().count() != 1) {
            throw new AssertionError("expected one line, found: " + out);
        }
        return new ObjectMapper().readTree(out);
    }
}
