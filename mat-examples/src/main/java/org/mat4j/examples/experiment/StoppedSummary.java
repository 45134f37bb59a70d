package org.mat4j.examples.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
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

    private static final ObjectMapper JSON = new ObjectMapper();

    static StoppedSummary of(TrainingStoppedException stopped, RunRecorder recorder) {
        return new StoppedSummary(
                stopped.progress().update(),
                recorder.history().lowestValidationError().stream()
                        .boxed()
                        .findAny()
                        .orElse(null),
                recorder.seconds(),
                stopped.checkpoint().map(Path::toString).orElse(null));
    }

    /** As JSON in one line. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
