package org.mat4j.data;

/** A data file is there, but its content is not what it should be. The message names file, expected and found. */
public class InvalidDataException extends DataException {
    private static final long serialVersionUID = 1L;

    /** For a file or resource, with what should be in it and what is. */
    public InvalidDataException(Object file, String expected, String found) {
        this(file, expected, found, null);
    }

    /** The same with the failure behind it, or null. */
    public InvalidDataException(Object file, String expected, String found, Throwable cause) {
        super(file + ": expected " + expected + ", found " + found, cause);
    }
}
