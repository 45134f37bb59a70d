package org.mat4j.lab.experiment;

import org.mat4j.core.train.TrainingStoppedException;

/** A run was stopped before its end: its curves so far are written, and a checkpoint if it keeps any. */
public final class RunStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient StoppedSummary summary;

    RunStoppedException(StoppedSummary summary, TrainingStoppedException cause) {
        super(cause.getMessage(), cause);
        this.summary = summary;
    }

    /** How far it was. */
    public StoppedSummary summary() {
        return summary;
    }
}
