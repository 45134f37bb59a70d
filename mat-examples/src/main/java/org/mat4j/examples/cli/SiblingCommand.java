package org.mat4j.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command line of one command that follows another. */
final class SiblingCommand {

    /** Of each command alone, or not about the result. */
    private static final Set<String> OWN = Set.of("--out", "--resume", "--quiet", BaseCommand.VERBOSE);

    private SiblingCommand() {}

    /**
     * A command line with all options that the other command was given and this one has too, as they were given.
     *
     * @param given the other command, after parsing
     * @param name of this command
     * @param more options with their values; they replace those of the same name
     */
    static String line(CommandSpec given, String name, List<List<String>> more) {
        CommandSpec command = Main.called(name).getSubcommands().get(name).getCommandSpec();
        Set<String> replaced = more.stream().map(words -> words.get(0)).collect(Collectors.toSet());
        List<String> words = new ArrayList<>(List.of(name));
        for (OptionSpec option : given.commandLine().getParseResult().matchedOptions()) {
            String longest = option.longestName();
            if (command.findOption(longest) != null && !OWN.contains(longest) && !replaced.contains(longest)) {
                words.add(longest);
                if (option.arity().max() > 0) {
                    words.addAll(option.originalStringValues());
                }
            }
        }
        more.forEach(words::addAll);
        return Program.line(words);
    }
}
