package org.mat4j.lab.experiment;

import java.nio.file.Path;
import org.mat4j.core.check.Checks;
import org.mat4j.lab.output.Json;

/**
 * How far a training has come, as written to {@code progress.json} every few seconds until it is finished.
 *
 * @param updates made so far, those before a resumption among them; at least 1
 * @param lastUpdate of the training, unless it ends early
 * @param seconds wall-clock time so far, without that between a stop and the resumption
 */
public record RunProgress(long updates, long lastUpdate, double seconds) {

    /** Checks the values. */
    public RunProgress {
        Checks.atLeast(1, "updates so far", updates);
        Checks.positive("seconds so far", seconds);
    }

    /** The pace so far. */
    public double updatesPerSecond() {
        return updates / seconds;
    }

    /** Seconds that the updates left take at the pace so far. */
    public double secondsLeft() {
        return Math.max(0, lastUpdate - updates) / updatesPerSecond();
    }

    /**
     * Reads what a training has written.
     *
     * @throws org.mat4j.data.DataException if the file is missing or is none of a training's progress
     */
    public static RunProgress read(Path file) {
        return Json.read(file, RunProgress.class, "the progress of a training");
    }
}
