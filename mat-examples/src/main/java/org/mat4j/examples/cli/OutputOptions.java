package org.mat4j.examples.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.mat4j.core.train.Resume;
import org.mat4j.lab.experiment.ExperimentBuilder;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.experiment.RunDirectory.Existing;
import org.mat4j.lab.output.OutputException;
import picocli.CommandLine.Option;

/** What is measured, and where results go. */
final class OutputOptions {

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder for model.zip, history.csv and summary.json; created if need be.")
    Path directory;

    @Option(names = "--overwrite", description = "Replace the run that the folder holds.")
    boolean overwrite;

    @Option(
            names = "--robustness-size",
            paramLabel = "N",
            description =
                    "Test examples that are attacked and whose smoothness is measured, at most; 0 for none. Default: "
                            + "${bundle:default.robustnessSize}.")
    Integer robustnessSize;

    /** Opens the folder, to resume its run or to start one. */
    RunDirectory open(Resume resume) {
        Existing fresh = overwrite ? Existing.REPLACE : Existing.KEEP;
        return RunDirectory.open(directory, resume == Resume.NEVER ? fresh : Existing.RESUME);
    }

    /** The option that helps where a run is in the way. */
    Optional<String> advice(Throwable error) {
        return error instanceof OutputException && !overwrite && error.getCause() == null
                ? Optional.of("Options: --overwrite, or --resume for a run that is not finished.")
                : Optional.empty();
    }

    /** Sets what was given. */
    void apply(ExperimentBuilder experiment) {
        BaseCommand.ifGiven(robustnessSize, experiment::robustnessSize);
    }
}
