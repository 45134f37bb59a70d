package org.mat4j.core.train.listener;

import java.util.Locale;
import java.util.stream.Collectors;
import org.mat4j.core.check.Checks;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.UpdateReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the loss terms, the pace, and the time left every so many updates, and each evaluation, as plain lines. */
public final class LoggingListener implements TrainingListener {

    private static final Logger LOG = LoggerFactory.getLogger(LoggingListener.class);

    private final long everyUpdates;
    private Pace pace;
    private long updates;

    /** @param everyUpdates at least 1 */
    public LoggingListener(int everyUpdates) {
        this.everyUpdates = Checks.atLeast(1, "updates per log line", everyUpdates);
    }

    @Override
    public void onStart(TrainingPlan plan) {
        LOG.info("training {} by {} for {}", plan.network(), plan.method(), plan.duration());
        pace = new Pace(plan, System::nanoTime);
    }

    @Override
    public void onUpdate(UpdateReport report) {
        updates = report.update();
        if (pace != null) {
            pace.update(updates);
        }
        if (updates % everyUpdates == 0) {
            LOG.info("{}{}", line(report), pace == null ? "" : pace.after(updates));
        }
    }

    @Override
    public void onEpoch(int epoch) {
        if (pace != null) {
            pace.epoch(epoch, updates);
        }
    }

    @Override
    public void onEvaluation(EvaluationReport report) {
        LOG.info(String.format(
                Locale.ROOT,
                "epoch %d, update %d: validation error %.2f %%%s",
                report.epoch(),
                report.update(),
                report.errorPercent(),
                report.best() ? " (best)" : ""));
    }

    /** An update as one line of text. */
    static String line(UpdateReport report) {
        String terms = report.terms().entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "%s %.4f", e.getKey(), e.getValue()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "epoch %d, update %d: loss %.4f (%s), latent scale %.3g, separation %.2f",
                report.epoch(),
                report.update(),
                report.loss(),
                terms,
                report.latent().scale(),
                report.latent().separation());
    }
}
