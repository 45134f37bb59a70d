package org.mat4j.examples.cli;

import java.util.List;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Refuses what picocli would take: an option that is given twice, unless it takes several values, since its group of
 * options would begin again, with all others of the group at their defaults; and a flag with an empty value.
 */
final class RepeatedOptions implements IExecutionStrategy {

    @Override
    public int execute(ParseResult parsed) {
        ParseResult command = Main.innermost(parsed);
        for (OptionSpec option : command.commandSpec().options()) {
            long given = given(option, parsed);
            if (!option.isMultiValue() && given > 1) {
                throw new ParameterException(
                        command.commandSpec().commandLine(),
                        "option '" + option.longestName() + "' is given " + given + " times, expected once");
            }
            if (option.arity().max() == 0 && isBlank(option, parsed)) {
                throw new ParameterException(
                        command.commandSpec().commandLine(),
                        "option '" + option.longestName() + "' is given an empty value, expected true, false or none");
            }
        }
        return new RunLast().execute(parsed);
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
