package org.mat4j.lab.results;

import java.util.List;
import java.util.Objects;
import org.mat4j.core.train.StopSignal;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentRunner;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.experiment.RunSummary;
import org.mat4j.lab.experiment.TrainingExamples;
import org.mat4j.lab.output.OutputException;

/**
 * A run that gives a row of a table: one experiment with one seed.
 *
 * @param name of the experiment, which its runs with other seeds share
 * @param settings a text that is equal where the settings of an experiment are, such as a checksum
 * @param experiment with its seed
 * @param threats under which its robust accuracy is measured
 * @param directory of the run alone; it need not exist
 * @param control of its training; it should resume from a checkpoint
 */
public record PlannedRun(
        String name,
        String settings,
        Experiment experiment,
        ThreatPlan threats,
        RunDirectory directory,
        ExperimentRunner.Control control) {

    /** Checks the values. */
    public PlannedRun {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(threats, "threats");
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(control, "control");
    }

    /** For messages. */
    public String title() {
        return name + ", seed " + experiment.seed();
    }

    /** The same, ended by another signal. */
    PlannedRun stoppedBy(StopSignal stop) {
        ExperimentRunner.Control stopped =
                new ExperimentRunner.Control(control.checkpoints(), control.resume(), stop, control.changedFrom());
        return new PlannedRun(name, settings, experiment, threats, directory, stopped);
    }

    /** Whether it was trained to its end. */
    public boolean isFinished() {
        return directory.isFinished();
    }

    /**
     * Checks the settings against the data, and against those of the folder's run if that is finished.
     *
     * @throws IllegalArgumentException if they do not fit the data
     * @throws OutputException if the folder's run has others
     */
    void check(TrainingExamples examples) {
        experiment.check(examples);
        if (isFinished()) {
            List<String> differences = RunSummary.read(directory.summary()).differencesFrom(experiment, examples);
            if (!differences.isEmpty()) {
                throw new OutputException("the run in the folder " + directory.path() + " is another than " + title()
                        + ": " + String.join("; ", differences) + ". Choose another folder, or remove this one");
            }
        }
    }
}
