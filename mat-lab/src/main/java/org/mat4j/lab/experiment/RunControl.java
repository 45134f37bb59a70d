package org.mat4j.lab.experiment;

import java.util.Objects;
import java.util.Optional;
import org.mat4j.core.check.Checks;
import org.mat4j.core.train.Resume;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.checkpoint.CheckpointConfig;

/**
 * How a run survives its program.
 *
 * @param checkpoints where and how often they are written; empty for none
 * @param resume whether training is resumed from one
 * @param stop ends training early
 */
public record RunControl(Optional<CheckpointConfig> checkpoints, Resume resume, StopSignal stop) {

    /** Checks the values. */
    public RunControl {
        Objects.requireNonNull(stop, "stop");
        Checks.require(
                resume == Resume.NEVER || checkpoints.isPresent(),
                "resume",
                resume,
                "NEVER, since no checkpoints are configured");
    }

    /** No checkpoints, no resuming, no early end. */
    public static RunControl none() {
        return new RunControl(Optional.empty(), Resume.NEVER, new StopSignal());
    }
}
