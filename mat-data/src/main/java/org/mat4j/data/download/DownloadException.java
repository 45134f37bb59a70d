package org.mat4j.data.download;

import java.io.IOException;
import java.nio.file.Path;
import org.mat4j.data.DataException;

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

    static DownloadException cannotWrite(Path file, IOException cause) {
        String reason = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return new DownloadException(
                file.toAbsolutePath() + ": cannot be written (" + reason
                        + "). Expected a folder that can be written to, with enough space; name another one.",
                cause);
    }
}
