package org.mat4j.core.train.listener;

import java.util.Locale;
import java.util.stream.Collectors;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.UpdateReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the loss terms every so many updates, and each evaluation, as plain lines. */
public final class LoggingListener implements TrainingListener {

    private static final Logger LOG = LoggerFactory.getLogger(LoggingListener.class);

    private final int everyUpdates;

    /** @param everyUpdates at least 1 */
    public LoggingListener(int everyUpdates) {
        if (everyUpdates < 1) {
            throw new IllegalArgumentException("logging every " + everyUpdates + " updates; expected at least 1");
        }
        this.everyUpdates = everyUpdates;
    }

    @Override
    public void onStart(TrainingPlan plan) {
        LOG.info(
                "training {} by {} for {} {}",
                plan.network(),
                plan.method(),
                plan.duration().count(),
                plan.duration().unit().name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void onUpdate(UpdateReport report) {
        if (report.update() % everyUpdates == 0) {
            LOG.info("{}", line(report));
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
