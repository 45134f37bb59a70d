package org.mat4j.spark.runs;

import java.io.Serializable;
import java.util.Optional;
import org.mat4j.spark.internal.Executors;

/**
 * How a run ended on an executor.
 *
 * @param message of the error that it failed by; null if it did not
 * @param trace of that error
 */
record Outcome(String message, StackTraceElement... trace) implements Serializable {

    static final Outcome ENDED = new Outcome(null);

    static Outcome failed(RuntimeException error) {
        return new Outcome(Executors.text(error), error.getStackTrace());
    }

    Optional<RunFailedException> failure() {
        return Optional.ofNullable(message).map(text -> new RunFailedException(text, trace));
    }
}
