package org.mat4j.lab.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.lab.experiment.RunDirectory.Existing;

/** The same experiment by several methods, each in a folder of its method's name. */
public final class Comparison {

    private static final String ROW = "%-10s %10.1f %% %10.1f %% %10.1f %% %12.4f %10.0f%n";

    private Comparison() {}

    /**
     * Trains and measures by one method after another; runs that the folders hold are replaced.
     *
     * @param experiment all but the method
     * @param methods one or more, of different names
     * @param output where the methods' folders go
     * @param each is given each result while its model is open
     * @return what was measured, in the order of the methods
     */
    public static List<RunSummary> run(
            Experiment experiment,
            List<TypedMethod> methods,
            ExperimentData data,
            Path output,
            Progress progress,
            Consumer<ExperimentRunner.Result> each) {
        List<RunSummary> summaries = new ArrayList<>();
        for (TypedMethod method : methods) {
            Experiment one = experiment.withMethod(method);
            RunDirectory folder = RunDirectory.open(output.resolve(method.id()), Existing.REPLACE);
            try (ExperimentRunner.Result result =
                    ExperimentRunner.run(one, data, folder, progress.listeners(one, data.examples()))) {
                each.accept(result);
                summaries.add(result.summary());
            }
        }
        return summaries;
    }

    /** The model files of such runs. */
    public static List<String> models(Path output, List<TypedMethod> methods) {
        return methods.stream()
                .map(method ->
                        new RunDirectory(output.resolve(method.id())).model().toString())
                .toList();
    }

    /** Errors with and without attack, smoothness and seconds of measured runs, as aligned text with a line per run. */
    public static String table(List<RunSummary> summaries) {
        String header = String.format(
                "%-10s %12s %12s %12s %12s %10s%n",
                "method", "test error", "L2 attack", "FGSM attack", "smoothness", "seconds");
        String rows = summaries.stream().map(Comparison::row).collect(Collectors.joining());
        return header
                + rows
                + String.format(
                        Locale.ROOT,
                        "Attacks have an L2 norm of %.1f (pixels lie in [0, 1]); smoothness is the change of output and latent"
                                + " under a%nperturbation of norm 1 in the worst direction. In all columns less is better.%n",
                        Scores.ATTACK_LEVEL);
    }

    private static String row(RunSummary s) {
        Scores.Robustness r = s.robustness();
        return String.format(
                Locale.ROOT, ROW, s.method(), s.testError(), r.l2Error(), r.fgsmError(), r.smoothness(), s.seconds());
    }
}
