package org.mat4j.examples.cli;

import java.util.List;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Refuses an option that is given twice, unless it takes several values. picocli would begin its group of options again,
 * with all others of the group at their defaults.
 */
final class RepeatedOptions implements IExecutionStrategy {

    @Override
    public int execute(ParseResult parsed) {
        ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        for (OptionSpec option : command.commandSpec().options()) {
            long given = given(option, parsed);
            if (!option.isMultiValue() && given > 1) {
                throw new ParameterException(
                        command.commandSpec().commandLine(),
                        "option '" + option.longestName() + "' is given " + given + " times, expected once");
            }
        }
        return new RunLast().execute(parsed);
    }

    private static long given(OptionSpec option, ParseResult parsed) {
        return parsed.expandedArgs().stream()
                .map(argument -> argument.split("=", 2)[0])
                .filter(argument -> List.of(option.names()).contains(argument))
                .count();
    }
}
