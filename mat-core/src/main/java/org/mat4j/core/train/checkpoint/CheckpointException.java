package org.mat4j.core.train.checkpoint;

/** A checkpoint cannot be written, read or resumed from; the message names it and says what to do. */
public class CheckpointException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message fit to be shown */
    public CheckpointException(String message) {
        super(message);
    }

    /**
     * @param message fit to be shown
     * @param cause may be null
     */
    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
