package org.mat4j.core.train.checkpoint;

/** A checkpoint's file is not what was written: cut off, changed, or of another kind. An older one may serve. */
public final class DamagedCheckpointException extends CheckpointException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message names the file and what is wrong with it
     * @param cause may be null
     */
    public DamagedCheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
