package org.mat4j.data;

/**
 * Data cannot be had: it is missing, damaged, unreadable, or its download failed.
 *
 * <p>Unchecked, since a program can seldom do more than show the message, which names the file or folder and says
 * what to do. The subclasses tell the cases apart.
 */
public class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong, where, and what to do
     */
    public DataException(String message) {
        super(message);
    }

    /**
     * @param message what is wrong, where, and what to do
     * @param cause   the failure behind it
     */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
