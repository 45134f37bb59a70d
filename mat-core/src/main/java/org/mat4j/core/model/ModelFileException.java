package org.mat4j.core.model;

/** A model file cannot be written or read; the message names the file, what was found and what was expected. */
public final class ModelFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message fit to be shown
     * @param cause may be null
     */
    public ModelFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
