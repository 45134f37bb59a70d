package org.mat4j.core.io;

import java.io.IOException;

/** A file is not what was written: cut off, changed, or of another kind. */
public final class DamagedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong with the file, to be put behind its name */
    public DamagedFileException(String message) {
        super(message);
    }
}
