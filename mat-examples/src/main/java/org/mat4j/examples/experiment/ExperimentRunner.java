package org.mat4j.examples.experiment;

import java.util.ArrayList;
import java.util.List;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.train.Resume;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.TrainingStoppedException;
import org.mat4j.examples.data.ImageDataIterator;
import org.mat4j.examples.preprocess.FittedPreprocessing;

/** Runs an experiment: trains, saves, measures what was saved, and writes the files of the run. */
public final class ExperimentRunner {

    private static final int VALIDATION_BATCH_SIZE = 100;

    private ExperimentRunner() {}

    /** Runs without checkpoints, as {@link #run(Experiment, ExperimentData, RunDirectory, List, RunControl)} does. */
    public static ExperimentResult run(
            Experiment experiment, ExperimentData data, RunDirectory directory, List<TrainingListener> listeners) {
        return run(experiment, data, directory, listeners, RunControl.none());
    }

    /**
     * Runs. A run that was stopped has its history so far written.
     *
     * @param experiment the settings
     * @param data as {@link ExperimentData#load} gives it for these settings
     * @param directory where the files go; an earlier run's are replaced after training
     * @param listeners told of the training
     * @param control checkpoints, resuming and an early end
     * @throws IllegalArgumentException if the data does not fit the settings, see {@link Experiment#check}, or the
     *     preprocessing cannot be fitted to it
     * @throws org.mat4j.core.train.TrainingDivergedException if the loss becomes infinite or not a number
     * @throws OutputException if a file cannot be written
     * @throws org.mat4j.core.checkpoint.CheckpointException if a checkpoint cannot be written or resumed from
     * @throws TrainingStoppedException if training was stopped
     */
    public static ExperimentResult run(
            Experiment experiment,
            ExperimentData data,
            RunDirectory directory,
            List<TrainingListener> listeners,
            RunControl control) {
        experiment.check(data);
        if (control.resume() == Resume.NEVER) {
            directory.clearCheckpoints();
        }
        History history = new History();
        Stopwatch stopwatch = new Stopwatch();
        List<TrainingListener> all = new ArrayList<>(List.of(history, stopwatch));
        all.addAll(listeners);
        FittedPreprocessing preprocessing =
                experiment.preprocessing().fit(data.training().unlabeled());
        try (TrainedModel trained = preprocessing.attachTo(train(experiment, data, preprocessing, all, control))) {
            double seconds = stopwatch.seconds();
            directory.tidyCheckpoints();
            trained.save(directory.model());
            directory.clearResults();
            history.write(directory.history());
            // Read back, so that the numbers are those of the file.
            TrainedModel model = TrainedModel.load(directory.model());
            Scores scores = Scores.of(
                    model,
                    data.test(),
                    experiment.robustnessSize(),
                    experiment.settings().divergence());
            RunSummary summary = RunSummary.of(experiment, data, history, model.info(), scores, seconds);
            summary.write(directory.summary());
            return new ExperimentResult(summary, model);
        } catch (TrainingStoppedException e) {
            history.write(directory.history());
            throw e;
        }
    }

    private static TrainedModel train(
            Experiment experiment,
            ExperimentData data,
            FittedPreprocessing preprocessing,
            List<TrainingListener> listeners,
            RunControl control) {
        Trainer.Builder trainer = Trainer.builder(experiment.network())
                .config(experiment.trainingConfig())
                .resume(control.resume())
                .stopSignal(control.stop())
                .provenance("dataset", experiment.data().dataset().id())
                .provenance("trainingData", data.training().provenance().toString())
                .provenance("trainSize", Integer.toString(data.training().size()))
                .provenance("batchSize", Integer.toString(experiment.batchSize()))
                .provenance("preprocessing", preprocessing.toString())
                .provenance("augmentation", experiment.augmentation().toString());
        data.validation()
                .ifPresent(
                        v -> trainer.provenance("validationData", v.provenance().toString()));
        listeners.forEach(trainer::listener);
        control.checkpoints().ifPresent(trainer::checkpoints);
        ImageDataIterator training = ImageDataIterator.forTraining(
                data.training(), experiment.batchSize(), experiment.seed(), preprocessing, experiment.augmentation());
        return data.validation()
                .map(v -> trainer.build()
                        .fit(training, ImageDataIterator.forEvaluation(v, VALIDATION_BATCH_SIZE, preprocessing)))
                .orElseGet(() -> trainer.build().fit(training));
    }
}
