package org.mat4j.data;

/** A data file is there, but its content is not what it should be. The message names file, expected and found. */
public class InvalidDataException extends DataException {
    private static final long serialVersionUID = 1L;

    /**
     * @param file     the file or resource
     * @param expected what should be in it
     * @param found    what is in it
     */
    public InvalidDataException(Object file, String expected, String found) {
        this(file, expected, found, null);
    }

    /**
     * @param file     the file or resource
     * @param expected what should be in it
     * @param found    what is in it
     * @param cause    the failure behind it, or null
     */
    public InvalidDataException(Object file, String expected, String found, Throwable cause) {
        super(file + ": expected " + expected + ", found " + found, cause);
    }
}
