package org.mat4j.lab.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.mat4j.core.measure.Smoothness;
import org.mat4j.lab.experiment.GeometrySummary;
import org.mat4j.lab.experiment.RunSummary;
import org.mat4j.lab.report.HtmlReport.Table;
import org.mat4j.lab.study.RobustnessMeasurement;

/** The tables of a report on runs. */
final class RunTables {

    private RunTables() {}

    /** Smoothness under a unit perturbation and latent of a model. */
    record Measured(String name, Smoothness smoothness, GeometrySummary geometry) {}

    static Table results(List<FinishedRun> runs) {
        List<List<String>> rows = new ArrayList<>();
        for (FinishedRun run : runs) {
            RunSummary s = run.summary();
            rows.add(List.of(
                    run.name(),
                    s.method(),
                    number("%.2f", s.testError()),
                    s.validationError() == null ? "" : number("%.2f", s.validationError()),
                    Long.toString(s.updates()),
                    Integer.toString(s.trainSize()),
                    s.unlabeledSize() == null ? "" : s.unlabeledSize().toString(),
                    Long.toString(s.seed()),
                    number("%.0f", s.seconds())));
        }
        return new Table(
                "Errors in percent: of the test examples, and the lowest of the validation examples. Time in seconds.",
                header("run, method, test error, validation error, updates, labeled examples, unlabeled examples, seed,"
                        + " time"),
                rows);
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
        List<List<String>> rows = new ArrayList<>();
        for (RobustnessMeasurement.Curve curve : measured.curves()) {
            var result = curve.result();
            rows.add(List.of(
                    curve.model(),
                    result.attackId(),
                    number("%.1f", result.areaUnderCurve()),
                    number(
                            "%.1f",
                            result.budgets().get(result.budgets().size() - 1).accuracyPercent()),
                    Integer.toString(result.n())));
        }
        return new Table(
                "Area under each curve: the mean accuracy in percent over the budgets; and the accuracy with the last one.",
                header("run, attack, area, accuracy with the last budget, examples"),
                rows);
    }

    static Table geometry(List<Measured> models) {
        List<List<String>> rows = new ArrayList<>();
        for (Measured m : models) {
            GeometrySummary g = m.geometry();
            rows.add(List.of(
                    m.name(),
                    number("%.4f", m.smoothness().output()),
                    number("%.4f", m.smoothness().manifold()),
                    number("%.4f", m.smoothness().average()),
                    number("%.3g", g.latent().withinScatter()),
                    number("%.3g", g.latent().betweenScatter()),
                    number("%.2f", g.latent().fisherRatio()),
                    number("%.3f", g.latent().silhouette()),
                    number("%.3f", g.mixture().accuracy()),
                    number("%.4f", g.calibration().softmax().expectedError()),
                    number("%.4f", g.calibration().mixture().expectedError())));
        }
        return new Table(
                "Smoothness: change of the output and of the latent mixture under the worst perturbation of norm 1, less is"
                        + " smoother. Scatter within and between the classes of the latent, their ratio, and the silhouette:"
                        + " more is better separated. Accuracy of the class that the mixture finds likeliest, 0 to 1. Expected"
                        + " calibration errors, 0 to 1, less is better.",
                header("run, output smoothness, manifold smoothness, average, within, between, ratio, silhouette,"
                        + " mixture accuracy, ECE of the softmax, ECE of the mixture"),
                rows);
    }

    private static List<String> header(String names) {
        return List.of(names.split(", "));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
