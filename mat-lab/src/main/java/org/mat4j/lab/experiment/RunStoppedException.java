package org.mat4j.lab.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import org.mat4j.core.train.TrainingStoppedException;

/** A run was stopped before its end: its curves so far are written, and a checkpoint if it keeps any. */
public final class RunStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Summary summary;

    /**
     * How far a run was when it was stopped.
     *
     * @param stoppedAfterUpdate the last update, counted from 1
     * @param validationError percent wrong, the lowest of all evaluations so far; null if none was taken
     * @param seconds wall-clock time of training so far
     * @param checkpoint the file to resume from; null if the run keeps none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Summary(long stoppedAfterUpdate, Double validationError, double seconds, String checkpoint) {}

    RunStoppedException(RunRecorder recorder, TrainingStoppedException cause) {
        super(cause.getMessage(), cause);
        summary = new Summary(
                cause.progress().update(),
                recorder.history().lowestValidationError(),
                recorder.seconds(),
                cause.checkpoint().map(Path::toString).orElse(null));
    }

    /** How far it was. */
    public Summary summary() {
        return summary;
    }
}
