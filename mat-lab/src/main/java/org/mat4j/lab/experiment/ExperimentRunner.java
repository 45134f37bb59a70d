package org.mat4j.lab.experiment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.SmoothnessMeter;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.InputLayer;
import org.mat4j.core.train.Resume;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.TrainingStoppedException;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.core.train.listener.SmoothnessCurve;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.example.InputChange;
import org.mat4j.data.example.UnlabeledIterator;
import org.mat4j.data.preprocess.Augmentation;
import org.mat4j.lab.output.Json;
import org.mat4j.lab.output.Output;
import org.mat4j.lab.output.OutputException;

/** Runs an experiment: trains, saves, measures what was saved, and writes the files of the run. */
public final class ExperimentRunner {

    private ExperimentRunner() {}

    /**
     * How a run survives its program.
     *
     * @param checkpoints where and how often they are written; empty for none
     * @param resume whether training is resumed from one
     * @param stop ends training early
     * @param changedFrom what the training that is resumed was made with, if the experiment differs from it
     */
    public record Control(
            Optional<CheckpointConfig> checkpoints,
            Resume resume,
            StopSignal stop,
            Optional<TrainingConfig> changedFrom) {

        /** Checks the values. */
        public Control {
            Objects.requireNonNull(stop, "stop");
            Checks.require(
                    resume == Resume.NEVER || checkpoints.isPresent(),
                    "resume",
                    resume,
                    "NEVER, since no checkpoints are configured");
        }

        /** Of a training that is what it was. */
        public Control(Optional<CheckpointConfig> checkpoints, Resume resume, StopSignal stop) {
            this(checkpoints, resume, stop, Optional.empty());
        }

        /** That of a training that goes on otherwise than it began. */
        public Control changing(TrainingConfig earlier) {
            return new Control(checkpoints, Resume.REQUIRED, stop, Optional.of(earlier));
        }

        /** No checkpoints, no resuming, no early end. */
        public static Control none() {
            return new Control(Optional.empty(), Resume.NEVER, new StopSignal());
        }
    }

    /**
     * What an experiment gives beside its files.
     *
     * @param summary its numbers
     * @param model the model, as loaded from its file
     */
    public record Result(RunSummary summary, TrainedModel model) implements AutoCloseable {

        @Override
        public void close() {
            model.close();
        }
    }

    /** Runs without checkpoints, as {@link #run(Experiment, ExperimentData, RunDirectory, List, Control)} does. */
    public static Result run(
            Experiment experiment, ExperimentData data, RunDirectory directory, List<TrainingListener> listeners) {
        return run(experiment, data, directory, listeners, Control.none());
    }

    /**
     * Runs. A run that was stopped has its history and smoothness so far written.
     *
     * @param data as {@link ExperimentData#load} gives it for these settings
     * @param directory where the files go; an earlier run's are replaced after training
     * @param control checkpoints, resuming and an early end
     * @throws IllegalArgumentException if the data does not fit the settings, see {@link Experiment#check}, or the
     *     preprocessing cannot be fitted to it
     * @throws org.mat4j.core.train.TrainingDivergedException if the loss becomes infinite or NaN
     * @throws OutputException if a file cannot be written
     * @throws org.mat4j.lab.output.FolderInUseException if a program is writing to the folder
     * @throws org.mat4j.core.train.checkpoint.CheckpointException if a checkpoint cannot be written or resumed from
     * @throws RunStoppedException if training was stopped
     */
    public static Result run(
            Experiment experiment,
            ExperimentData data,
            RunDirectory directory,
            List<TrainingListener> listeners,
            Control control) {
        RunRecorder recorder = new RunRecorder(listeners);
        return Output.alone(directory.path(), () -> {
            trainAlone(experiment, data.examples(), directory, recorder, control);
            // Read back, so that the numbers are those of the file.
            TrainedModel model = TrainedModel.load(directory.model());
            try {
                RunSummary summary = RunSummary.of(experiment, data, recorder, model, directory.model());
                Json.write(directory.summary(), summary);
                return new Result(summary, model);
            } catch (RuntimeException e) {
                model.close();
                throw e;
            }
        });
    }

    /**
     * Trains and saves the model, the history and, where the experiment says so, the smoothness during training; without
     * anything of the test part. History, smoothness and progress are written every few seconds while it trains, unless the
     * folder holds a finished run; one that was stopped or failed has its own so far.
     *
     * @param data as {@link TrainingExamples#load} gives it for these settings
     * @param directory where the files go; an earlier run's are replaced after training, and a second program is kept out
     *     until then
     * @param recorder keeps what the training does, and tells the listeners
     * @param control checkpoints, resuming and an early end
     * @throws RuntimeException as {@link #run(Experiment, ExperimentData, RunDirectory, List, Control)}
     */
    public static void train(
            Experiment experiment,
            TrainingExamples data,
            RunDirectory directory,
            RunRecorder recorder,
            Control control) {
        Output.alone(directory.path(), () -> {
            trainAlone(experiment, data, directory, recorder, control);
            return null;
        });
    }

    private static void trainAlone(
            Experiment experiment,
            TrainingExamples data,
            RunDirectory directory,
            RunRecorder recorder,
            Control control) {
        experiment.check(data);
        if (control.resume() == Resume.NEVER) {
            directory.clearCheckpoints();
        }
        Optional<SmoothnessCurve> smoothness = experiment
                .smoothness()
                .map(plan -> plan.curve(data.validation().orElseThrow(), SmoothnessMeter.DIVERGENCE));
        Runnable writeCurves = () -> {
            recorder.history().write(directory.history());
            if (smoothness.isPresent()) {
                SmoothnessPlan.write(directory.smoothness(), smoothness.get().points());
            } else if (control.resume() == Resume.NEVER) {
                RunDirectory.remove(directory.smoothness());
            }
        };
        Runnable writeProgress = () -> {
            writeCurves.run();
            RunProgress progress =
                    new RunProgress(recorder.history().size(), experiment.lastUpdate(data), recorder.seconds());
            Json.write(directory.progress(), progress);
        };
        Stream<TrainingListener> listeners = Stream.of(
                        recorder.listeners(),
                        smoothness.stream(),
                        // A finished run's files stay until this one is finished too.
                        directory.isFinished()
                                ? Stream.<TrainingListener>empty()
                                : Stream.of(new LiveCurves(writeProgress)))
                .flatMap(each -> each);
        try (TrainedModel trained = fit(experiment, data, listeners, control)) {
            if (!directory.holdsCheckpoints()) {
                directory.clearCheckpoints(); // the folder, in which a short run has left none
            }
            TrainedModel kept = trained;
            for (Map.Entry<String, byte[]> attachment :
                    experiment.data().source().attachments().entrySet()) {
                kept = kept.withAttachment(attachment.getKey(), attachment.getValue());
            }
            kept.save(directory.model());
            RunDirectory.remove(directory.summary(), directory.history(), directory.progress());
            writeCurves.run();
        } catch (TrainingStoppedException e) {
            writeProgress.run();
            throw new RunStoppedException(recorder, e);
        }
    }

    static TrainedModel fit(
            Experiment experiment, TrainingExamples data, Stream<TrainingListener> listeners, Control control) {
        InputLayer layer = experiment.preprocessing().fit(data.inputs());
        Trainer.Builder trainer = Trainer.builder(experiment.network().preprocessedBy(layer))
                .config(experiment.trainingConfig())
                .resume(control.resume())
                .stopSignal(control.stop());
        ExperimentFacts.others(experiment, data, layer).forEach(trainer::provenance);
        trainer.note(RunSummary.FILES, data.training().provenance().source());
        experiment.initialValues().ifPresent(trainer::from);
        listeners.forEach(trainer::listener);
        control.checkpoints().ifPresent(trainer::checkpoints);
        control.changedFrom().ifPresent(trainer::changedFrom);
        int statisticsBatches = experiment.statisticsBatches();
        if (statisticsBatches > 0) {
            int size = data.unlabeled().isPresent() ? experiment.unlabeledBatch() : experiment.batchSize();
            trainer.recomputeStatistics(
                    statisticsBatches,
                    () -> new UnlabeledIterator(data.inputs(), size, experiment.seed()).reusingArrays());
        }
        InputChange augmentation = experiment.augmentation().equals(Augmentation.NONE)
                ? InputChange.NONE
                : experiment
                        .augmentation()
                        .over(layer.center(experiment.network().inputShape()));
        ExampleIterator training = ExampleIterator.forTraining(
                        data.training(), experiment.batchSize(), experiment.seed(), augmentation)
                .reusingArrays();
        Optional<ExampleIterator> validation = data.validation()
                .map(examples -> ExampleIterator.forEvaluation(examples).reusingArrays());
        Trainer ready = trainer.build();
        if (data.unlabeled().isPresent()) {
            UnlabeledIterator unlabeled = new UnlabeledIterator(
                            data.inputs(), experiment.unlabeledBatch(), experiment.seed(), augmentation)
                    .reusingArrays();
            return validation
                    .map(v -> ready.fit(training, unlabeled, v))
                    .orElseGet(() -> ready.fit(training, unlabeled));
        }
        return validation.map(v -> ready.fit(training, v)).orElseGet(() -> ready.fit(training));
    }
}
