package org.mat4j.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.mat4j.core.check.Spelling;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.core.measure.attack.ensemble.Ball;
import org.mat4j.core.measure.attack.ensemble.StandardEnsemble;
import org.mat4j.lab.results.ThreatPlan;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The threats of an experiment's file: {@code attack.l2} and so on, a list of sizes for each norm. */
@Command
final class ThreatOptions {

    private static final String PREFIX = "--attack.";

    @Option(names = PREFIX + "examples")
    private int examples = ThreatPlan.DEFAULT_EXAMPLES;

    @Option(names = PREFIX + "iterations")
    private Integer iterations;

    @Option(names = PREFIX + "queries")
    private Integer queries;

    /** To be parsed. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new ThreatOptions());
        Stream.of(Ball.values()).forEach(norm -> line.getCommandSpec()
                .addOption(OptionSpec.builder(name(norm))
                        .type(Budgets.class)
                        .converters(new Choices.Epsilons())
                        .build()));
        return line;
    }

    private static String name(Ball norm) {
        return PREFIX + Spelling.of(norm);
    }

    /** What the parsed lines ask for. */
    static ThreatPlan plan(CommandLine parsed) {
        ThreatOptions options = parsed.getCommand();
        List<StandardEnsemble> ensembles = new ArrayList<>();
        for (Ball norm : Ball.values()) {
            Budgets sizes = parsed.getCommandSpec().findOption(name(norm)).getValue();
            if (sizes != null) {
                sizes.values()
                        .forEach(epsilon -> ensembles.add(
                                EnsembleOptions.ensemble(norm, epsilon, options.iterations, options.queries)));
            }
        }
        new Given(parsed.getCommandSpec())
                .require(
                        !ensembles.isEmpty(),
                        "without sizes, such as " + name(Ball.L2).substring(2) + "=1",
                        PREFIX + "examples",
                        PREFIX + "iterations",
                        PREFIX + "queries");
        return new ThreatPlan(ensembles, options.examples);
    }
}
