package org.mat4j.core.train;

/** Training was stopped because a loss term, a gradient or a parameter became infinite or NaN. */
public final class TrainingDivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message names the update and the term or parameter */
    public TrainingDivergedException(String message) {
        super(message);
    }
}
