package org.mat4j.examples.cli;

import picocli.CommandLine.Option;

/** How much a command tells on standard error. */
final class LogOptions {

    static final String VERBOSE = "--verbose";

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress on standard error; warnings and errors are still shown.")
    boolean quiet;

    @Option(names = VERBOSE, description = "With an error, show where in the program it arose.")
    boolean verbose;
}
