package org.mat4j.examples.data;

/** A download failed on every mirror, or its file cannot be written. The message lists each mirror with its error. */
public class DownloadException extends DataException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed, and what to do
     */
    public DownloadException(String message) {
        super(message);
    }

    /**
     * @param message what failed, and what to do
     * @param cause   the failure behind it
     */
    public DownloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
