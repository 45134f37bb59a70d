package org.mat4j.examples.cli;

import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that a command line has: one that cannot have an effect there is refused, whatever its value. */
final class Given {

    private final CommandSpec command;

    Given(CommandSpec command) {
        this.command = command;
    }

    /** An option without an effect; who reads options of a file may pass over it. */
    static final class UnusedOptionException extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        private final String option;

        UnusedOptionException(String option, String value, String why) {
            super(option + (value.isEmpty() ? "" : " " + Program.quoted(value)) + " has no effect " + why);
            this.option = option;
        }

        String option() {
            return option;
        }
    }

    /** Whether an option was given, and no flag as false. */
    boolean has(String name) {
        return find(name).isPresent();
    }

    private Optional<OptionSpec> find(String name) {
        return Optional.ofNullable(command.commandLine().getParseResult().matchedOption(name))
                .filter(option -> !Boolean.FALSE.equals(option.getValue()));
    }

    /** As {@link #require}, of all options of the command but some. */
    void requireNone(String why, Set<String> but) {
        require(
                false,
                why,
                command.options().stream()
                        .map(OptionSpec::longestName)
                        .filter(name -> !but.contains(name))
                        .toArray(String[]::new));
    }

    /**
     * Refuses options that are given but not used.
     *
     * @param used whether they have an effect
     * @param why they have none, after "--option value has no effect "
     */
    Given require(boolean used, String why, String... names) {
        if (!used) {
            for (String name : names) {
                find(name).ifPresent(option -> {
                    String value = option.arity().max() == 0 ? "" : String.join(",", option.originalStringValues());
                    throw new UnusedOptionException(name, value, why);
                });
            }
        }
        return this;
    }
}
