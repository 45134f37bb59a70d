package org.mat4j.lab.experiment;

import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.mat4j.core.train.TrainingConfig.Duration;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.UpdateReport;

/** Shows the training as a progress bar: updates done and left, the loss, the last validation error. */
final class ProgressBarListener implements TrainingListener {

    private static final int REFRESH_MILLISECONDS = 500;

    private final int updatesPerEpoch;
    private final ConsoleProgressBarConsumer display;
    private ProgressBar bar;
    private String validation = "";

    /**
     * @param updatesPerEpoch to know the end of a training counted in epochs
     * @param display where to draw
     */
    ProgressBarListener(int updatesPerEpoch, ConsoleProgressBarConsumer display) {
        this.updatesPerEpoch = updatesPerEpoch;
        this.display = display;
    }

    @Override
    public void onStart(TrainingPlan plan) {
        long count = plan.duration().count();
        bar = new ProgressBarBuilder()
                .setTaskName(plan.method())
                .setInitialMax(plan.duration().unit() == Duration.Unit.EPOCHS ? count * updatesPerEpoch : count)
                .setUpdateIntervalMillis(REFRESH_MILLISECONDS)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(display)
                .build();
    }

    @Override
    public void onResume(long update, int epoch) {
        bar.stepTo(update);
    }

    @Override
    public void onUpdate(UpdateReport report) {
        bar.stepTo(report.update());
        bar.setExtraMessage(String.format(Locale.ROOT, "loss %.3f%s", report.loss(), validation));
    }

    @Override
    public void onEvaluation(EvaluationReport report) {
        validation = String.format(Locale.ROOT, ", validation error %.2f %%", report.errorPercent());
    }

    @Override
    public void onEnd() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
