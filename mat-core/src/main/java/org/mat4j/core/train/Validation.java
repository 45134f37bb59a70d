package org.mat4j.core.train;

import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import org.mat4j.core.measure.ModelOutputs;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.TrainingListener.EvaluationReport;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.mat4j.core.train.checkpoint.Checkpoint.Progress;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * Takes the error of a training on validation data, and keeps the values of the best evaluation by the configured score, the
 * first of equals.
 */
public final class Validation implements TrainingPart {

    private static final String RECORD = "validation";
    private static final String PARAMETERS = "best/parameters";
    private static final String STATE_PREFIX = "best/state/";
    private static final String MIXTURE = "best/mixture";

    private final TrainingStep step;
    private final DataSetIterator data;
    private final OptionalInt patience;
    private Best best;
    private int sinceBest;
    private int evaluations;

    /** The best evaluation so far: what the training was after an update, counted from 1; its error, 0 to 100; its score. */
    record Best(
            TrainingConfig config,
            long update,
            double errorPercent,
            double score,
            ParameterSet.Snapshot values,
            GaussianMixture mixture) {

        @Override
        public String toString() {
            ModelScore by = config.selectBy();
            return String.format(Locale.ROOT, "update %d, validation error %.2f %%", update, errorPercent)
                    + (by == ModelScore.Ready.ERROR ? "" : String.format(Locale.ROOT, ", %s %.4g", by, score));
        }
    }

    /** The best evaluation's update is 0 while there is none. */
    private record Saved(int sinceBest, long update, double lowest, double score) {}

    /**
     * @param step the training
     * @param data passed over in each evaluation
     */
    public Validation(TrainingStep step, DataSetIterator data) {
        this.step = step;
        this.data = Objects.requireNonNull(data, "validation data");
        this.patience = step.config().patience();
    }

    /** Evaluates what the model would be now. */
    public EvaluationReport evaluate() {
        TrainingData.rewind(data, evaluations++);
        Progress progress = step.progress();
        int epoch = progress.batch() > 0 ? progress.epoch() + 1 : progress.epoch();
        return step.models().show(classifier -> {
            ModelScore by = step.config().selectBy();
            double errorPercent;
            double score;
            if (by instanceof ModelScore.Ready ready && ready != ModelScore.Ready.ERROR) {
                ModelOutputs outputs = ModelOutputs.of(classifier, data);
                errorPercent = outputs.errorPercent();
                score = ready.of(outputs);
            } else {
                errorPercent = classifier.errorPercent(data);
                score = errorPercent;
                if (by != ModelScore.Ready.ERROR) {
                    TrainingData.rewind(data, 1);
                    score = by.of(classifier, data);
                }
            }
            boolean better = best == null || score < best.score();
            sinceBest = better ? 0 : sinceBest + 1;
            if (better) {
                best = new Best(
                        step.config(),
                        progress.update(),
                        errorPercent,
                        score,
                        step.parameters().snapshot(),
                        step.mixture());
            }
            return new EvaluationReport(progress.update(), epoch, errorPercent, better);
        });
    }

    /** Whether the configured patience is at its end. */
    public boolean isExhausted() {
        return patience.isPresent() && sinceBest >= patience.getAsInt();
    }

    /**
     * The model of the best evaluation, or as it stands before the first one, with the mixture estimated again.
     *
     * @param labeled as in {@link TrainingStep#model(DataSetIterator)}
     */
    public TrainedModel model(DataSetIterator labeled) {
        if (best == null) {
            return step.model(labeled);
        }
        ModelMaker models = step.models();
        ModelMaker.Selection selection =
                new ModelMaker.Selection(step.config(), step.progress().update(), best.toString(), best.mixture());
        return models.show(best.values(), shown -> models.copy(selection, labeled));
    }

    @Override
    public void save(Checkpoint checkpoint) {
        if (best == null) {
            checkpoint.addValue(RECORD, new Saved(sinceBest, 0, Double.NaN, Double.NaN));
            return;
        }
        checkpoint.addValue(RECORD, new Saved(sinceBest, best.update(), best.errorPercent(), best.score()));
        checkpoint.addArray(PARAMETERS, best.values().flat());
        best.values().states().forEach((name, array) -> checkpoint.addArray(STATE_PREFIX + name, array));
        checkpoint.addValue(MIXTURE, best.mixture().toJson());
    }

    @Override
    public void restore(Checkpoint checkpoint) {
        Saved saved = checkpoint.value(RECORD, Saved.class);
        sinceBest = saved.sinceBest();
        if (saved.update() > 0) {
            ParameterSet.Snapshot values = step.parameters().snapshot();
            checkpoint.copyTo(PARAMETERS, values.flat());
            values.states().forEach((name, array) -> checkpoint.copyTo(STATE_PREFIX + name, array));
            GaussianMixture mixture = GaussianMixture.fromJson(checkpoint.value(MIXTURE, JsonNode.class));
            best = new Best(step.config(), saved.update(), saved.lowest(), saved.score(), values, mixture);
        }
    }
}
