package org.mat4j.spark.runs;

/** A run failed on an executor: message and stack trace are those of the error there. */
public final class RunFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What an executor told, whose own error may hold what cannot be sent. */
    RunFailedException(String message, StackTraceElement... trace) {
        super(message);
        setStackTrace(trace);
    }

    RunFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
