package org.mat4j.lab.tensorboard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.mat4j.core.check.Checks;
import org.mat4j.core.io.FileErrors;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.UpdateReport;
import org.mat4j.lab.output.Output;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the curves of a training as event files of TensorBoard, while it trains; for one training.
 *
 * <pre>{@code
 * Trainer.builder(network).config(config).listener(new TensorBoardListener(Path.of("runs/mat")))
 * // tensorboard --logdir runs
 * }</pre>
 *
 * <p>By update: {@code loss}; {@code term/NAME} of each loss term without its weight; {@code latent/scale}, {@code
 * latent/within_class} and {@code latent/separation}, where there is one; {@code validation/error} in percent. A resumed training
 * continues in a file of its own, which TensorBoard joins to the one before. Values are in single precision, as TensorBoard's are. A
 * file that cannot be written is told once and ends no training.
 */
public final class TensorBoardListener implements TrainingListener {

    private static final Logger LOG = LoggerFactory.getLogger(TensorBoardListener.class);
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(5);

    private final Path folder;
    private EventFile file;
    private boolean failed;
    private long flushed = System.nanoTime();

    /**
     * @param folder of this run, whose name is the run's in TensorBoard; created if need be
     * @throws org.mat4j.lab.output.OutputException if it cannot be written to
     */
    public TensorBoardListener(Path folder) {
        this.folder = Checks.path("folder of the event files", folder);
        Output.createFolder(folder);
    }

    @Override
    public void onUpdate(UpdateReport report) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss", report.loss());
        report.terms().forEach((name, value) -> values.put("term/" + name, value));
        values.put("latent/scale", report.latent().scale());
        values.put("latent/within_class", report.latent().withinClassSpread());
        values.put("latent/separation", report.latent().separation());
        values.values().removeIf(value -> value.isNaN());
        write(report.update(), values);
    }

    @Override
    public void onEvaluation(EvaluationReport report) {
        write(report.update(), Map.of("validation/error", report.errorPercent()));
    }

    private void write(long update, Map<String, Double> values) {
        if (failed) {
            return;
        }
        try {
            if (file == null) {
                file = new EventFile(folder, update);
            }
            file.write(update, values);
            if (System.nanoTime() - flushed > INTERVAL) {
                file.flush();
                flushed = System.nanoTime();
            }
        } catch (IOException e) {
            tell(e);
        }
    }

    @Override
    public void onEnd() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            tell(e);
        }
    }

    /** What is trained counts more than the view of it. */
    private void tell(IOException e) {
        if (!failed) {
            LOG.warn(
                    "the training continues, but TensorBoard sees no more of it: cannot write to {}: {}",
                    folder,
                    FileErrors.reason(e));
        }
        failed = true;
    }
}
