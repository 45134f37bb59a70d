package org.mat4j.examples.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells an error in one line, and with {@code --verbose} where it arose. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {

    @Override
    public int handleParseException(ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        boolean main = command.getCommandSpec().parent() == null;
        String help = Program.line(main ? List.of("--help") : List.of(command.getCommandName(), "--help"));
        print(
                command,
                named(error.getMessage(), command) + suggestions(error) + " (see '" + help + "')",
                error,
                Arrays.asList(args).contains(BaseCommand.VERBOSE));
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
        return fail(error, command, parsed.originalArgs());
    }

    /** Tells what picocli lets pass, such as an error of the virtual machine. */
    static int fail(Error error, CommandLine line, String... args) {
        ParseResult parsed = line.getParseResult();
        CommandLine command =
                parsed == null ? line : Main.innermost(parsed).commandSpec().commandLine();
        return fail(error, command, List.of(args));
    }

    private static int fail(Throwable error, CommandLine command, List<String> args) {
        String message = named(SystemFailures.describe(error).orElseGet(() -> text(error)), command);
        Optional<String> advice =
                command.getCommand() instanceof BaseCommand base ? base.advice(error) : Optional.empty();
        print(
                command,
                message
                        + advice.map(text -> (message.endsWith(".") ? " " : ". ") + text)
                                .orElse(""),
                error,
                args.contains(BaseCommand.VERBOSE));
        return ExitCode.SOFTWARE;
    }

    /** The message; the name of an error that has none. */
    static String text(Throwable error) {
        return error.getMessage() == null ? error.getClass().getName() : error.getMessage();
    }

    private static String named(String message, CommandLine command) {
        return command.getParseResult() == null ? message : OptionNames.in(message, command.getParseResult());
    }

    private static void print(CommandLine command, String message, Throwable error, boolean verbose) {
        String line = message.replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": error: " + line);
        if (verbose) {
            error.printStackTrace(command.getErr());
        }
        command.getErr().flush();
    }

    private static String suggestions(ParameterException error) {
        if (!(error instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        List<String> similar = unmatched.getSuggestions();
        return similar.isEmpty() ? "" : "; did you mean " + String.join(" or ", similar) + "?";
    }
}
