package org.mat4j.lab.output;

import java.nio.file.Path;

/** A program is writing to a folder. */
public final class FolderInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FolderInUseException(Path folder) {
        super("a program is still writing to the folder " + folder + "; wait for its end, or choose another folder");
    }
}
