package org.mat4j.examples.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.mat4j.examples.experiment.Experiment;
import org.mat4j.examples.experiment.OutputException;
import org.mat4j.examples.experiment.RunDirectory;
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

    /** Opens the folder. */
    RunDirectory open() {
        return RunDirectory.open(directory, overwrite ? RunDirectory.Existing.REPLACE : RunDirectory.Existing.KEEP);
    }

    /** The option that helps where a run is in the way. */
    Optional<String> advice(Throwable error) {
        return error instanceof OutputException && !overwrite && error.getCause() == null
                ? Optional.of("Option: --overwrite.")
                : Optional.empty();
    }

    /** Sets what was given. */
    void apply(Experiment.Builder experiment) {
        if (robustnessSize != null) {
            experiment.robustnessSize(robustnessSize);
        }
    }
}
