package org.mat4j.lab.output;

/** Results cannot be written; the message names the place and says what to do. */
public final class OutputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message fit to be shown */
    public OutputException(String message) {
        super(message);
    }

    /** @param message fit to be shown */
    public OutputException(String message, Throwable cause) {
        super(message, cause);
    }
}
