package org.mat4j.examples.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** What a command tells on standard error. */
final class Messages {

    private final PrintWriter err;
    private final boolean quiet;

    Messages(CommandLine command, LogOptions options) {
        this.err = command.getErr();
        this.quiet = options.quiet;
    }

    /** Left out if quiet. */
    void info(String message) {
        if (!quiet) {
            err.println(message);
            err.flush();
        }
    }

    /** Always shown. */
    void notice(String message) {
        err.println(message);
        err.flush();
    }

    /** Always shown. */
    void warning(String message) {
        err.println("warning: " + message);
        err.flush();
    }
}
