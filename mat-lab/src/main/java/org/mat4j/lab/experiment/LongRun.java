package org.mat4j.lab.experiment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mat4j.core.train.Resume;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.data.dataset.Datasets;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.download.DatasetDownloader;
import org.mat4j.data.example.Inputs;
import org.mat4j.lab.experiment.RunDirectory.Existing;
import org.mat4j.lab.output.Json;
import org.mat4j.lab.signal.StopOnSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs that take days: their data is found or downloaded, and they resume where an earlier run was ended. */
public final class LongRun {

    private static final Logger LOG = LoggerFactory.getLogger(LongRun.class);

    /** From one checkpoint to the next. */
    public static final Duration CHECKPOINT_INTERVAL = Duration.ofMinutes(10);

    private LongRun() {}

    /**
     * The dataset from a folder, or from the default one, into which it is downloaded if it is not there.
     *
     * @param arguments of the program: none, or the folder
     * @throws IllegalArgumentException if there are more
     */
    public static DataSelection data(ImageDataset dataset, String... arguments) {
        DataSelection selection = DataSelection.of(dataset);
        if (arguments.length > 1) {
            throw new IllegalArgumentException("expected no argument, or the folder of " + dataset.title() + "; got "
                    + String.join(" ", arguments));
        }
        if (arguments.length == 1) {
            return selection.in(Path.of(arguments[0]));
        }
        if (!Datasets.isPresent(dataset)) {
            LOG.info("downloading {} to {}", dataset.title(), dataset.defaultDirectory());
            DatasetDownloader.defaults().download(dataset);
        }
        return selection;
    }

    /**
     * Trains, or resumes from the newest checkpoint in the folder, and prints the result. Ctrl-C or SIGTERM ends the
     * program with another checkpoint.
     */
    public static void start(Experiment experiment, Path output, Progress progress) {
        StopOnSignal signals = new StopOnSignal(LOG::info);
        try {
            run(experiment, output, progress, signals);
        } catch (RunStoppedException e) {
            System.out.println(Json.line(e.summary()));
            LOG.info("{}; start the program again to resume", e.getMessage());
            System.exit(signals.exitCode());
        }
    }

    /**
     * As {@link #start}, but leaves the end of the program to the caller.
     *
     * @throws RunStoppedException if a signal ended it
     */
    public static RunSummary run(Experiment experiment, Path output, Progress progress, StopOnSignal signals) {
        ExperimentData data = ExperimentData.load(experiment.data(), experiment.seed());
        RunDirectory directory = RunDirectory.open(output, Existing.RESUME);
        ExperimentRunner.Control control = new ExperimentRunner.Control(
                Optional.of(CheckpointConfig.builder(directory.checkpoints())
                        .every(CHECKPOINT_INTERVAL)
                        .build()),
                Resume.IF_PRESENT,
                signals.stop());
        LOG.info(
                "{} labeled and {} unlabeled images, {}; a checkpoint every {} minutes, from which the next run resumes",
                data.examples().training().size(),
                data.examples().unlabeled().map(Inputs::size).orElse(0),
                experiment.duration(),
                CHECKPOINT_INTERVAL.toMinutes());
        List<TrainingListener> listeners = new ArrayList<>(progress.listeners(experiment, data.examples()));
        listeners.add(signals);
        try (ExperimentRunner.Result result = ExperimentRunner.run(experiment, data, directory, listeners, control)) {
            System.out.println(Json.line(result.summary()));
            return result.summary();
        }
    }
}
