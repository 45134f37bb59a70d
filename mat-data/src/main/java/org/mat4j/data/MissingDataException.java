package org.mat4j.data;

/** A data file is not there. The message lists the names looked for and the folder. */
public class MissingDataException extends DataException {
    private static final long serialVersionUID = 1L;

    /** With the names looked for, the folder, and what to do. */
    public MissingDataException(String message) {
        super(message);
    }
}
