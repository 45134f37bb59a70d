package org.mat4j.examples.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.core.measure.attack.ensemble.Ball;
import org.mat4j.core.measure.attack.ensemble.StandardEnsemble;
import org.mat4j.data.dataset.DataSource;
import org.mat4j.lab.study.NamedClassifier;
import picocli.CommandLine.Option;

/** Robust accuracy by the standard ensemble, in place of curves. */
final class EnsembleOptions {

    private static final String[] OF_CURVES = {
        "--attack", "--levels", "--source", "--clip", "--pgd-steps", "--pgd-restarts"
    };
    private static final String[] OWN = {"--norm", "--iterations", "--queries", "--graph", "--input", "--logits"};

    @Option(
            names = "--standard",
            description =
                    "In place of curves: robust accuracy by the standard ensemble (AutoAttack) at each of "
                            + "--epsilons, on pixels in [0, 1]. Writes robust.jsonl, and prints the same: a line for each model "
                            + "and epsilon with the accuracy without attack, after each attack and in the worst case, in percent.")
    boolean asked;

    @Option(
            names = "--norm",
            paramLabel = "NORM",
            description = "With --standard: ${bundle:choices.Ball}. Default: l-infinity.")
    private Ball norm;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "With --standard: steps of each run of an attack by gradient. Default: "
                    + "${bundle:default.ensembleIterations}.")
    private Integer iterations;

    @Option(
            names = "--queries",
            paramLabel = "N",
            description = "With --standard: points that the random search tries. Default: "
                    + "${bundle:default.ensembleQueries}.")
    private Integer queries;

    @Option(
            names = "--graph",
            paramLabel = "FILE",
            description =
                    "With --standard, beside --model or in its place: anyone's classifier, a file that SameDiff.save "
                            + "wrote. It takes the dataset's images in [0, 1] as [-1, height, width, channels], [-1, channels, height, "
                            + "width] or, if they are gray, [-1, height * width].")
    private Path graph;

    @Option(names = "--input", paramLabel = "NAME", description = "The graph's placeholder of the images.")
    private String input;

    @Option(
            names = "--logits",
            paramLabel = "NAME",
            description = "The graph's scores before the softmax, in the order of the dataset's classes.")
    private String logits;

    /** Refuses options that would be ignored. */
    void check(Given given) {
        given.require(!asked, "with --standard", OF_CURVES)
                .require(asked, "without --standard", OWN)
                .require(graph != null, "without --graph", "--input", "--logits");
        Checks.require(graph == null || input != null, "--input", "missing", "the placeholder of --graph " + graph);
        Checks.require(graph == null || logits != null, "--logits", "missing", "the scores of --graph " + graph);
    }

    /** The classifier that is attacked beside the models, if any. */
    Optional<NamedClassifier> graph(Supplier<DataSource> data) {
        if (graph == null) {
            return Optional.empty();
        }
        NamedClassifier classifier = NamedClassifier.load(graph, input, logits);
        try {
            classifier.requireFit(data.get());
            return Optional.of(classifier);
        } catch (IllegalArgumentException e) {
            classifier.close();
            throw e;
        }
    }

    /** The published one, but for what is given: null stands for the published number. */
    static StandardEnsemble ensemble(Ball norm, double epsilon, Integer iterations, Integer queries) {
        StandardEnsemble published = StandardEnsemble.of(norm, epsilon);
        return published
                .withIterations(iterations == null ? published.iterations() : iterations)
                .withQueries(queries == null ? published.queries() : queries);
    }

    /** One for each size. */
    List<StandardEnsemble> ensembles(Budgets epsilons, long seed) {
        Checks.require(epsilons != null, "--epsilons", "missing", "sizes such as 0.3 or 8/255 with --standard");
        return epsilons.values().stream()
                .map(epsilon -> ensemble(norm == null ? Ball.L_INFINITY : norm, epsilon, iterations, queries))
                .map(e -> e.withSeed(seed))
                .toList();
    }
}
