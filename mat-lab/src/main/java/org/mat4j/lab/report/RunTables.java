package org.mat4j.lab.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mat4j.core.measure.LatentGeometry;
import org.mat4j.core.measure.ModelMeasures;
import org.mat4j.core.measure.Smoothness;
import org.mat4j.core.measure.attack.RobustnessResult;
import org.mat4j.lab.experiment.RunSummary;
import org.mat4j.lab.report.HtmlReport.Table;
import org.mat4j.lab.study.RobustnessMeasurement;

/** The tables of a report on runs. */
final class RunTables {

    private RunTables() {}

    /** Smoothness under a unit perturbation and measures of a model. */
    record Measured(String name, Smoothness smoothness, ModelMeasures measures) {}

    static Table results(List<FinishedRun> runs) {
        return new Table(
                "Errors in percent: of the test examples, and the lowest of the validation examples. Time in seconds.",
                header("run, method, test error, validation error, updates, labeled examples, unlabeled examples, seed,"
                        + " time"),
                runs.stream().map(RunTables::result).toList());
    }

    private static List<String> result(FinishedRun run) {
        RunSummary s = run.summary();
        return row(
                "%s, %s, %.2f, %.2f, %d, %d, %d, %d, %.0f",
                run.name(),
                s.method(),
                s.testError(),
                s.validationError(),
                s.updates(),
                s.trainSize(),
                s.unlabeledSize(),
                s.seed(),
                s.seconds());
    }

    /** A row for each name that a run has a value of, a column for each run. */
    static Table settings(String caption, List<FinishedRun> runs, Function<RunSummary, Map<String, String>> which) {
        Set<String> names = new LinkedHashSet<>();
        runs.forEach(run -> names.addAll(which.apply(run.summary()).keySet()));
        List<String> header = new ArrayList<>(List.of("name"));
        runs.forEach(run -> header.add(run.name()));
        List<List<String>> rows = new ArrayList<>();
        for (String name : names) {
            List<String> row = new ArrayList<>(List.of(name));
            runs.forEach(run -> row.add(which.apply(run.summary()).getOrDefault(name, "")));
            rows.add(row);
        }
        return new Table(caption, header, rows);
    }

    static Table areas(RobustnessMeasurement measured) {
        return new Table(
                "Area under each curve: the mean accuracy in percent over the budgets; and the accuracy with the last one.",
                header("run, attack, area, accuracy with the last budget, examples"),
                measured.curves().stream().map(RunTables::area).toList());
    }

    private static List<String> area(RobustnessMeasurement.Curve curve) {
        RobustnessResult r = curve.result();
        double last = r.budgets().get(r.budgets().size() - 1).accuracyPercent();
        return row("%s, %s, %.1f, %.1f, %d", curve.model(), r.attackId(), r.areaUnderCurve(), last, r.n());
    }

    static Table geometry(List<Measured> models) {
        return new Table(
                "Smoothness: change of the output and of the latent mixture under the worst perturbation of norm 1, less is"
                        + " smoother. Scatter within and between the classes of the latent, their ratio, and the silhouette:"
                        + " more is better separated. Accuracy of the class that the mixture finds likeliest, 0 to 1. Expected"
                        + " calibration errors, 0 to 1, less is better."
                        + models.stream().map(RunTables::few).distinct().collect(Collectors.joining()),
                header("run, output smoothness, manifold smoothness, average, within, between, ratio, silhouette,"
                        + " mixture accuracy, ECE of the softmax, ECE of the mixture"),
                models.stream().map(RunTables::geometry).toList());
    }

    /** Where classes have an example or two, their means are hardly other points than these. */
    private static String few(Measured m) {
        LatentGeometry latent = m.measures().latent();
        return latent.examples() >= 2 * latent.classes()
                ? ""
                : " With " + latent.examples() + " examples of " + latent.classes()
                        + " classes there are few for each, so"
                        + " that the scatter within them is too small and what depends on it too good: measure more.";
    }

    private static List<String> geometry(Measured m) {
        LatentGeometry latent = m.measures().latent();
        boolean scattered = latent.examples() > latent.classes();
        return row(
                "%s, %.4f, %.4f, %.4f, %.3g, %.3g, %.2f, %.3f, %.3f, %.4f, %.4f",
                m.name(),
                m.smoothness().output(),
                m.smoothness().manifold(),
                m.smoothness().average(),
                scattered ? latent.withinScatter() : null,
                latent.betweenScatter(),
                scattered ? latent.fisherRatio() : null,
                scattered ? latent.silhouette() : null,
                m.measures().mixture().accuracy(),
                m.measures().softmax().expectedError(),
                m.measures().posterior().expectedError());
    }

    static List<String> header(String names) {
        return List.of(names.split(", "));
    }

    /** Each value in its format; empty for null. */
    static List<String> row(String formats, Object... values) {
        String[] each = formats.split(", ");
        return IntStream.range(0, values.length)
                .mapToObj(i -> values[i] == null ? "" : String.format(Locale.ROOT, each[i], values[i]))
                .toList();
    }
}
