package org.mat4j.data.download;

import java.io.IOException;
import java.nio.file.Path;
import org.mat4j.data.DataException;

/** A download failed on every mirror, or its file cannot be written. The message lists each mirror with its error. */
public class DownloadException extends DataException {
    private static final long serialVersionUID = 1L;

    /** With what failed, and what to do. */
    public DownloadException(String message) {
        super(message);
    }

    /** With what failed, what to do, and the failure behind it. */
    public DownloadException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Work on a file that is being written. */
    interface Writing<T> {
        T run() throws IOException;
    }

    /** Does it; if it fails, the file cannot be written. */
    static <T> T writing(Path file, Writing<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new DownloadException(DataException.unwritable(file, e).getMessage(), e);
        }
    }
}
