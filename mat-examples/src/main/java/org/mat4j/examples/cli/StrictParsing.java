package org.mat4j.examples.cli;

import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Refuses what picocli would take: an option that is given twice, unless it takes several values, since its group of
 * options would begin again, with all others of the group at their defaults; a flag with an empty value; and a list with an
 * empty element at its end, which would be left out.
 */
final class StrictParsing {

    private StrictParsing() {}

    /**
     * Checks what was parsed.
     *
     * @throws ParameterException naming the option
     */
    static void check(ParseResult parsed) {
        ParseResult command = Main.innermost(parsed);
        for (OptionSpec option : command.commandSpec().options()) {
            long given = given(option, parsed);
            require(option.isMultiValue() || given <= 1, option, "is given " + given + " times, expected once");
            require(
                    option.arity().max() > 0 || !isBlank(option, parsed),
                    option,
                    "is given an empty value, expected true, false or none");
            option.originalStringValues().stream()
                    .filter(value -> !option.splitRegex().isEmpty() && value.endsWith(","))
                    .forEach(value -> require(
                            false,
                            option,
                            "has an empty element in '" + value + "', expected none after the last comma"));
        }
    }

    private static void require(boolean condition, OptionSpec option, String fault) {
        if (!condition) {
            throw new ParameterException(
                    option.command().commandLine(), "option '" + option.longestName() + "' " + fault);
        }
    }

    private static boolean isBlank(OptionSpec option, ParseResult parsed) {
        return parsed.expandedArgs().stream()
                .map(argument -> argument.split("=", 2))
                .anyMatch(words -> words.length == 2
                        && words[1].isBlank()
                        && List.of(option.names()).contains(words[0]));
    }

    private static long given(OptionSpec option, ParseResult parsed) {
        return parsed.expandedArgs().stream()
                .map(argument -> argument.split("=", 2)[0])
                .filter(argument -> List.of(option.names()).contains(argument))
                .count();
    }
}
