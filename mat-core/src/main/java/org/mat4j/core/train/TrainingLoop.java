package org.mat4j.core.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.train.TrainingListener.EvaluationReport;
import org.mat4j.core.train.checkpoint.Checkpoint.Progress;
import org.mat4j.core.train.shard.UpdateBatch;

/** One training from where it stands to its end, or to a stop: updates, what follows them, and epochs. */
final class TrainingLoop {

    private final TrainingStep step;
    private final TrainingData data;
    private final Optional<Validation> validation;
    private final Listeners told;
    private final TrainingCheckpoints kept;
    private final StopSignal stop;
    private final FollowUp followUp = new FollowUp();

    TrainingLoop(
            TrainingStep step,
            TrainingData data,
            Optional<Validation> validation,
            Listeners told,
            TrainingCheckpoints kept,
            StopSignal stop) {
        this.step = step;
        this.data = data;
        this.validation = validation;
        this.told = told;
        this.kept = kept;
        this.stop = stop;
    }

    /** What a checkpoint keeps of the loop itself. */
    FollowUp followUp() {
        return followUp;
    }

    /**
     * Trains.
     *
     * @throws TrainingStoppedException if it was stopped
     * @throws org.mat4j.core.train.checkpoint.CheckpointException if it is longer than the configured duration already
     */
    TrainedModel run() {
        if (step.progress().update() > 0) {
            step.config().duration().requireNotExceeded(step.progress());
            told.onResume(step.progress().update(), step.progress().epoch());
            finishUpdate();
        }
        // In the middle of an epoch, what is left of it comes first, if only its evaluation.
        while (step.progress().batch() > 0 || !isOver()) {
            data.startEpoch(step.progress());
            while (!isOver() && data.labeled().hasNext()) {
                round().forEach(told::onUpdate);
                // Before the checkpoint, which then holds its result.
                followUp.start();
                finishUpdate();
                if (stop.isRequested()) {
                    throw kept.stop(step.progress());
                }
                kept.afterUpdates(step.lastRound(), step.progress(), isLast());
            }
            endEpoch();
        }
        // The model is made where the updates' values lay.
        step.freeMemory();
        try {
            return validation.map(v -> v.model(data.labeled())).orElseGet(() -> step.model(data.labeled()));
        } catch (CancellationException e) {
            throw kept.stopWithout(step.progress());
        }
    }

    /** Updates up to where shards are averaged: one, unless they make updates of their own. */
    private List<UpdateReport> round() {
        data.mark();
        try {
            List<UpdateBatch> batches = new ArrayList<>();
            Progress reached = step.progress();
            do {
                UpdateBatch batch = step.batch(data);
                // The data may use its arrays again for the next one.
                batches.add(step.averaging().updates() > 1 ? batch.copy() : batch);
                reached = reached.nextUpdate();
            } while (!step.averaging().endsAfter(reached.update())
                    && !step.config().duration().isOver(reached)
                    && data.labeled().hasNext());
            return step.round(batches);
        } catch (CancellationException e) {
            data.giveBack();
            throw kept.stop(step.progress());
        }
    }

    /** What follows an update and is still to be done: the next checkpoint holds what a stop leaves of it. */
    private void finishUpdate() {
        if (followUp.isDue(FollowUp.Part.SHOW)) {
            stoppable(() -> {
                told.onModel(step);
                return null;
            });
            followUp.done(FollowUp.Part.SHOW);
        }
        if (followUp.isDue(FollowUp.Part.EVALUATE)) {
            Optional<EvaluationReport> report = isEvaluationDue() ? evaluate() : Optional.empty();
            followUp.done(FollowUp.Part.EVALUATE);
            if (isBest(report)) {
                kept.afterBest(step.progress());
            }
        }
    }

    private boolean isEvaluationDue() {
        return step.lastRound().anyMatch(step.config()::isEvaluatedAt);
    }

    private void endEpoch() {
        // An epoch cut off by the number of updates would be whole in a longer training: no state to resume from.
        boolean whole = !data.labeled().hasNext();
        boolean perEpoch = step.config().evaluateEvery().isEmpty();
        // After the last checkpoint: a longer training would not evaluate here.
        boolean last = step.config().duration().isOver(step.progress().endOfEpoch()) && !isEvaluationDue();
        // Before the epoch ends, so that a stop leaves a state of which that is still to come.
        Optional<EvaluationReport> report = perEpoch || last ? evaluate() : Optional.empty();
        step.endEpoch();
        Progress progress = step.progress();
        told.onEpoch(progress.epoch());
        if (isBest(report) && perEpoch && whole) {
            kept.afterBest(progress);
        }
        if (stop.isRequested() && whole && !isOver()) {
            throw kept.stop(progress);
        }
    }

    /** Evaluates, if there is data for it. */
    private Optional<EvaluationReport> evaluate() {
        return stoppable(() -> validation.map(Validation::evaluate));
    }

    private <T> T stoppable(Supplier<T> work) {
        try {
            return work.get();
        } catch (CancellationException e) {
            throw kept.stop(step.progress());
        }
    }

    /** Tells of an evaluation; gives whether it was the best so far. */
    private boolean isBest(Optional<EvaluationReport> report) {
        report.ifPresent(told::onEvaluation);
        return report.filter(EvaluationReport::best).isPresent();
    }

    private boolean isOver() {
        return step.config().duration().isOver(step.progress())
                || validation.filter(Validation::isExhausted).isPresent();
    }

    private boolean isLast() {
        Progress progress = step.progress();
        return step.config().duration().isOver(data.labeled().hasNext() ? progress : progress.endOfEpoch());
    }
}
