package org.mat4j.core.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What an error of the file system says, in words for a message that names the file itself. */
public final class FileErrors {

    private FileErrors() {}

    /** Why it failed. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file of that name is in the way";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        // The message of these is the path, unless there is a reason.
        if (e instanceof FileSystemException f) {
            return f.getReason() == null ? e.getClass().getSimpleName() : f.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
