package org.mat4j.lab.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import org.mat4j.core.train.TrainingStoppedException;

/**
 * How far a run was when it was stopped.
 *
 * @param stoppedAfterUpdate the last update, counted from 1
 * @param validationError percent wrong, the lowest of all evaluations so far; null if none was taken
 * @param seconds wall-clock time of training so far
 * @param checkpoint the file to go on from; null if the run keeps none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoppedSummary(long stoppedAfterUpdate, Double validationError, double seconds, String checkpoint) {

    static StoppedSummary of(TrainingStoppedException stopped, RunRecorder recorder) {
        return new StoppedSummary(
                stopped.progress().update(),
                SummaryJson.orNull(recorder.history().lowestValidationError()),
                recorder.seconds(),
                stopped.checkpoint().map(Path::toString).orElse(null));
    }

    /** As JSON in one line. */
    public String toJson() {
        return SummaryJson.line(this);
    }
}
