package org.mat4j.examples.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mat4j.core.check.Checks;
import org.mat4j.core.train.Resume;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.core.train.checkpoint.CheckpointConfigBuilder;
import org.mat4j.lab.experiment.ExperimentRunner;
import org.mat4j.lab.experiment.RunDirectory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a run survives its program. */
final class CheckpointOptions {

    /** Minutes between checkpoints where neither updates nor minutes are given. */
    static final int DEFAULT_MINUTES = 10;

    private static final String RESUME = "--resume";
    private static final int MILLISECONDS_PER_MINUTE = 60_000;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "N",
            description = "A checkpoint every N updates, and one at each validation with the lowest error so far.")
    Long updates;

    @Option(
            names = "--checkpoint-minutes",
            paramLabel = "M",
            description =
                    "A checkpoint when M minutes have passed since the last, and the best as above. Default without"
                            + " --checkpoint-every: ${bundle:default.checkpointMinutes}, without the best.")
    Double minutes;

    @Option(
            names = RESUME,
            description =
                    "Resume from the newest checkpoint in --out, with the settings it was made with; from the start"
                            + " if there is none.")
    boolean resumed;

    Resume resume() {
        return resumed ? Resume.IF_PRESENT : Resume.NEVER;
    }

    /** Checks the values. */
    void check(boolean overwrite) {
        if (resumed && overwrite) {
            throw new IllegalArgumentException("--resume and --overwrite are both given, expected one of them");
        }
        Checks.require(updates == null || updates >= 1, "--checkpoint-every", updates, "at least 1");
        Checks.require(
                minutes == null || minutes > 0 && minutes * MILLISECONDS_PER_MINUTE <= Integer.MAX_VALUE,
                "--checkpoint-minutes",
                minutes,
                "a positive number, at most " + Integer.MAX_VALUE / MILLISECONDS_PER_MINUTE);
    }

    /** As the options say. */
    ExperimentRunner.Control control(RunDirectory directory, StopSignal stop) {
        CheckpointConfigBuilder config = CheckpointConfig.builder(directory.checkpoints());
        if (updates != null) {
            config.everyUpdates(updates);
        }
        if (minutes != null) {
            config.every(Duration.ofMillis(Math.max(1, Math.round(minutes * MILLISECONDS_PER_MINUTE))));
        }
        if (updates == null && minutes == null) {
            config.every(Duration.ofMinutes(DEFAULT_MINUTES)).best(CheckpointConfig.Best.SKIP);
        }
        return new ExperimentRunner.Control(Optional.of(config.build()), resume(), stop);
    }

    /** The command line that was given, with the option to resume. */
    String resumingCommand(CommandSpec spec) {
        List<String> words = new ArrayList<>();
        spec.root().commandLine().getParseResult().originalArgs().stream()
                .filter(word -> !word.equals(RESUME) && !word.equals("--overwrite"))
                .forEach(words::add);
        words.add(RESUME);
        return Program.line(words);
    }
}
