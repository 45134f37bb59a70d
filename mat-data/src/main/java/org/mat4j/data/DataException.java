package org.mat4j.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.mat4j.core.io.FileErrors;

/**
 * Data cannot be had: it is missing, damaged, unreadable, or its download failed.
 *
 * <p>Unchecked, since a program can seldom do more than show the message, which names the file or folder and says
 * what to do. The subclasses tell the cases apart.
 */
public class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what is wrong, where, and what to do. */
    public DataException(String message) {
        super(message);
    }

    /** With what is wrong, where, and what to do, and the failure behind it. */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * For a file or resource that cannot be read.
     *
     * @return a {@link MissingDataException} if there is no such file, else a plain one
     */
    public static DataException unreadable(Object file, IOException cause) {
        return cause instanceof NoSuchFileException || cause instanceof FileNotFoundException
                ? new MissingDataException(file + ": no such file")
                : new DataException(file + ": cannot be read: " + FileErrors.reason(cause), cause);
    }

    /** For a file that cannot be written. */
    public static DataException unwritable(Path file, IOException cause) {
        return new DataException(
                file.toAbsolutePath() + ": cannot be written: " + FileErrors.reason(cause)
                        + ". Expected a folder that can be written to, with enough space; name another one.",
                cause);
    }
}
