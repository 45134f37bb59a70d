package org.mat4j.core.train;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.network.BatchCheck;
import org.mat4j.core.network.Network;
import org.mat4j.core.train.checkpoint.Checkpoint.Progress;
import org.mat4j.core.train.checkpoint.CheckpointException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;

/** Passes over the data, update by update, from the start or from where a checkpoint left off. */
final class TrainingLoop {

    private final TrainingConfig.Duration duration;
    private final OptionalLong evaluationInterval;
    private final TrainingData data;
    private final UpdateStep step;
    private final ModelParameters model;
    private final Classifier classifier;
    private final ValidationWatch watch;
    private final TrainingCheckpoints checkpoints;
    private final StopSignal stop;
    private final List<TrainingListener> listeners;
    private final BatchCheck check;

    private long update;
    private int epoch;
    private int batch;
    private int evaluations;

    TrainingLoop(
            Network network,
            TrainingConfig config,
            TrainingData data,
            UpdateStep step,
            ModelParameters model,
            Classifier classifier,
            ValidationWatch watch,
            TrainingCheckpoints checkpoints,
            StopSignal stop,
            List<TrainingListener> listeners) {
        this.duration = config.duration();
        this.evaluationInterval = config.evaluationInterval();
        this.data = data;
        this.step = step;
        this.model = model;
        this.classifier = classifier;
        this.watch = watch;
        this.checkpoints = checkpoints;
        this.stop = stop;
        this.listeners = listeners;
        this.check = new BatchCheck(network);
    }

    /**
     * Trains to the end.
     *
     * @param from where to go on
     * @return the number of updates in all
     * @throws TrainingStoppedException if the signal asks for it
     */
    long run(Progress from) {
        update = from.update();
        epoch = from.epoch();
        batch = from.batch();
        checkNotBeyond();
        // In the middle of an epoch, what is left of it comes first, if only its evaluation.
        while (batch > 0 || !isOver() && !watch.isExhausted()) {
            if (batch == 0) {
                TrainingData.rewind(data.labeled(), epoch);
            }
            runUpdates();
            endEpoch();
        }
        return update;
    }

    private void runUpdates() {
        while (!isOver() && !watch.isExhausted() && data.labeled().hasNext()) {
            DataSet labeled = data.labeled().next();
            INDArray x = check.features(labeled.getFeatures());
            INDArray u = data.hasUnlabeled() ? check.features(data.unlabeled().next()) : null;
            UpdateReport report = step.run(x, check.labels(labeled), u, update, epoch);
            update++;
            batch++;
            model.afterUpdate(update);
            listeners.forEach(l -> l.onUpdate(report));
            if (evaluationInterval.isPresent() && isEvaluated()) {
                // Before the checkpoint, which then holds its result.
                evaluate(epoch + 1, true);
            }
            Progress progress = new Progress(update, epoch, batch);
            if (stop.isRequested()) {
                throw checkpoints.stop(progress);
            }
            checkpoints.afterUpdate(progress, isLastUpdate());
        }
        if (batch == 0) {
            throw new IllegalArgumentException(
                    "the labeled data gave no batch in epoch " + (epoch + 1) + "; expected at least one");
        }
    }

    private void endEpoch() {
        // An epoch cut off by the number of updates would be whole in a longer training: no state to go on from.
        boolean whole = !data.labeled().hasNext();
        epoch++;
        batch = 0;
        listeners.forEach(l -> l.onEpoch(epoch));
        if (evaluationInterval.isEmpty()) {
            evaluate(epoch, whole);
        } else if (isOver() && !isEvaluated()) {
            // After the last checkpoint: a longer training would not evaluate here.
            evaluate(epoch, false);
        }
        if (stop.isRequested() && whole && !isOver() && !watch.isExhausted()) {
            throw checkpoints.stop(new Progress(update, epoch, batch));
        }
    }

    /**
     * Takes the error on the validation data, if there are any.
     *
     * @param reported the epoch, counted from 1
     * @param resumable whether a longer training would evaluate here too, so that it can go on from here
     */
    private void evaluate(int reported, boolean resumable) {
        if (data.validation() == null) {
            return;
        }
        TrainingData.rewind(data.validation(), evaluations++);
        model.show();
        TrainingListener.EvaluationReport report;
        try {
            report = watch.observe(update, reported, classifier.errorPercent(data.validation()));
        } finally {
            model.hide();
        }
        listeners.forEach(l -> l.onEvaluation(report));
        if (report.best() && resumable) {
            checkpoints.afterBest(new Progress(update, epoch, batch));
        }
    }

    private void checkNotBeyond() {
        boolean beyond = duration.unit() == TrainingConfig.Duration.Unit.UPDATES
                ? update > duration.count()
                : epoch > duration.count() || epoch == duration.count() && batch > 0;
        if (beyond) {
            throw new CheckpointException("the checkpoint is after update " + update + ", in epoch " + (epoch + 1)
                    + ", but training lasts " + duration.count() + " "
                    + duration.unit().name().toLowerCase(Locale.ROOT) + "; expected a longer training");
        }
    }

    /** Whether the interval of evaluations ends with the present update. */
    private boolean isEvaluated() {
        return update % evaluationInterval.getAsLong() == 0;
    }

    private boolean isOver() {
        return switch (duration.unit()) {
            case UPDATES -> update >= duration.count();
            case EPOCHS -> epoch >= duration.count();
        };
    }

    private boolean isLastUpdate() {
        return switch (duration.unit()) {
            case UPDATES -> update >= duration.count();
            case EPOCHS -> epoch + 1 >= duration.count() && !data.labeled().hasNext();
        };
    }
}
