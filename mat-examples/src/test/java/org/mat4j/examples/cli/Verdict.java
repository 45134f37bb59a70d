package org.mat4j.examples.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mat4j.examples.cli.BadValues.Value;
import picocli.CommandLine.Model.ArgSpec;

/**
 * What is wrong with how a command met a value.
 *
 * @param line what the option was added to
 * @param option which had the value
 * @param value that it had
 * @param cli what the command did
 * @param made files that are there since then
 */
record Verdict(BaseLine line, ArgSpec option, Value value, Cli cli, Set<Path> made) {

    /** What belongs into a program, not into a message. */
    private static final Pattern INTERNAL = Pattern.compile(
            "\\w+Exception|\\w+Error\\b|\\bnull\\b|\\b[A-Z]+_[A-Z]+|\\bjava\\.\\w+|not an? (int|long|double|boolean)"
                    + "|Optional|\\b(PREPROCESSED|REFUSED|RISING|CONSTANT)\\b");

    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])-?\\d+([.]\\d+)?([eE]-?\\d+)?");

    /** The fault; empty if there is none. */
    Optional<String> fault() {
        if (cli.code() == 0) {
            return when(value.refused(), "taken");
        }
        if (!made.isEmpty()) {
            return Optional.of("left " + made);
        }
        String message = cli.err().lines().reduce("", (before, last) -> last);
        if (!message.contains(": error: ")
                || cli.err().contains("\tat ") && !isVerbose()
                || !cli.out().isEmpty()) {
            return Optional.of("no error in one line" + cli.out());
        }
        if (!isVerbose() && cli.code() == 2 && cli.err().strip().lines().count() > 1) {
            return Optional.of("many lines");
        }
        if (cameToEnd(message)) {
            return when(value.refused(), "taken");
        }
        if (INTERNAL.matcher(message.replace(value.text(), "")).find()) {
            return Optional.of("words of the program");
        }
        if (message.contains(" has no effect ") || message.contains(" are both given")) {
            return Optional.empty();
        }
        return when(!message.contains(BaseLine.name(option)), "another option is named")
                .or(() -> when(!tellsValue(message), "the value is not told"));
    }

    private static Optional<String> when(boolean condition, String fault) {
        return condition ? Optional.of(fault) : Optional.empty();
    }

    private boolean isVerbose() {
        return BaseLine.name(option).equals(BaseCommand.VERBOSE);
    }

    /** Whether the line failed as it would have without this option, which may still be among what is advised. */
    private boolean cameToEnd(String message) {
        String fault = message.replaceFirst("[.] Options: .*", "");
        return !line.end().isEmpty()
                && fault.contains(line.end())
                && !fault.contains("'" + BaseLine.name(option) + "'")
                && !fault.contains(BaseLine.name(option) + " ");
    }

    /**
     * A flag has no value to tell; control characters are shown as question marks, and numbers as Java writes them; of a pair or a list
     * it is enough to tell the part that is wrong.
     */
    private boolean tellsValue(String message) {
        return option.arity().max() == 0
                || Stream.of(value.text(), value.text().strip())
                        .map(text -> text.replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?"))
                        .flatMap(text -> Stream.of(text, Program.quoted(text)))
                        .anyMatch(message::contains)
                || option.paramLabel().contains("=")
                        && Stream.of(value.text().split("=", -1)).anyMatch(part -> message.contains("'" + part + "'"))
                || option.typeInfo().isMultiValue()
                        && message.contains(" " + value.text().replaceFirst(".*=", ""))
                || numbers(value.text()).stream().anyMatch(numbers(message)::contains);
    }

    private static Set<Double> numbers(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(number -> Double.parseDouble(number.group()) + 0.0)
                .collect(Collectors.toSet());
    }
}
