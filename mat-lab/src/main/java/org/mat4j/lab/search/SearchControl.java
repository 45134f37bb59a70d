package org.mat4j.lab.search;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.lab.experiment.RunDirectory;

/**
 * How a search survives its program.
 *
 * @param checkpoints where and how often those of a trial are written, given its folder; empty for none
 * @param stop ends the search early
 */
public record SearchControl(Function<RunDirectory, Optional<CheckpointConfig>> checkpoints, StopSignal stop) {

    /** Checks the values. */
    public SearchControl {
        Objects.requireNonNull(checkpoints, "checkpoints");
        Objects.requireNonNull(stop, "stop");
    }

    /** No checkpoints, so that a trial that is cut off starts from scratch; no early end. */
    public static SearchControl none() {
        return new SearchControl(directory -> Optional.empty(), new StopSignal());
    }
}
