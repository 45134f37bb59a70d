package org.mat4j.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mat4j.lab.experiment.RunProgress;
import org.mat4j.lab.plot.curve.Curve;
import org.mat4j.lab.plot.curve.CurveSheet;
import org.mat4j.lab.plot.curve.SmoothnessHistory;
import org.mat4j.lab.report.HtmlReport.Figure;
import org.mat4j.lab.report.HtmlReport.Section;
import org.mat4j.lab.report.HtmlReport.Table;

/** How runs learned (figure 3 of the paper), those among them that still do or were stopped. */
public final class LearningReport {

    private LearningReport() {}

    /** A page on runs of which none is finished; nothing is measured for it. */
    public static HtmlReport of(List<UnfinishedRun> unfinished) {
        return new HtmlReport(
                "Manifold Adversarial Training: " + unfinished.size() + (unfinished.size() == 1 ? " run" : " runs"),
                "Not finished",
                List.of(section(List.of(), unfinished)));
    }

    static Section section(List<FinishedRun> finished, List<UnfinishedRun> unfinished) {
        List<RunCurves> runs = Stream.concat(
                        finished.stream().map(FinishedRun::curves),
                        unfinished.stream().map(UnfinishedRun::curves))
                .toList();
        List<Figure> figures = new ArrayList<>();
        if (runs.stream().anyMatch(r -> r.history().loss().isPresent())) {
            figures.add(Figure.of(
                    "Validation error in percent and loss by parameter update (figure 3a of the paper).",
                    "learning curves",
                    CurveSheet.learning(runs.stream().map(RunCurves::history).toList())));
        }
        List<SmoothnessHistory> smoothness =
                runs.stream().flatMap(r -> r.smoothness().stream()).toList();
        if (!smoothness.isEmpty()) {
            figures.add(Figure.of(
                    "Smoothness by parameter update: change of output and latent mixture under the worst perturbation of"
                            + " norm 1 (figure 3b of the paper).",
                    "smoothness curves",
                    CurveSheet.smoothness(smoothness, CurveSheet.Scale.LINEAR)));
        }
        List<String> notes = smoothness.size() == runs.size()
                ? List.of()
                : List.of("Runs whose smoothness was not measured during training have no smoothness curve.");
        return new Section("Learning", notes, unfinished.isEmpty() ? List.of() : List.of(state(unfinished)), figures);
    }

    private static Table state(List<UnfinishedRun> runs) {
        return new Table(
                "Runs that are not finished, by what they wrote last; no other section has them. Loss of the last update, last"
                        + " validation error in percent, and at the pace so far the time left, in seconds.",
                RunTables.header(
                        "run, state, updates, of, loss, validation error, time, updates per second, time left"),
                runs.stream().map(LearningReport::row).toList());
    }

    private static List<String> row(UnfinishedRun run) {
        Optional<RunProgress> progress = run.progress();
        return RunTables.row(
                "%s, %s, %d, %d, %.4g, %.2f, %.0f, %.2f, %.0f",
                run.name(),
                run.state(),
                run.curves().history().updates(),
                progress.map(RunProgress::lastUpdate).orElse(null),
                run.curves().history().loss().map(Curve::last).orElse(null),
                run.curves().history().validationError().map(Curve::last).orElse(null),
                progress.map(RunProgress::seconds).orElse(null),
                progress.map(RunProgress::updatesPerSecond).orElse(null),
                progress.map(RunProgress::secondsLeft).orElse(null));
    }
}
