package org.mat4j.spark.runs;

import java.io.Serializable;
import java.util.Optional;

/**
 * How a run ended on an executor.
 *
 * @param message of the error that it failed by; null if it did not
 * @param trace of that error
 */
record Outcome(String message, StackTraceElement... trace) implements Serializable {

    static final Outcome ENDED = new Outcome(null);

    static Outcome failed(RuntimeException error) {
        return new Outcome(text(error), error.getStackTrace());
    }

    Optional<RunFailedException> failure() {
        return Optional.ofNullable(message).map(text -> new RunFailedException(text, trace));
    }

    /** The message of an error; the name of one that has none. */
    static String text(Throwable error) {
        return error.getMessage() == null ? error.getClass().getName() : error.getMessage();
    }
}
