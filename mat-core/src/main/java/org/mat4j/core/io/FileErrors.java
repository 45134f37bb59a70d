package org.mat4j.core.io;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;

/** What an error of the file system says, in words for a message that names the file itself. */
public final class FileErrors {

    /** How Linux and Mac, and how Windows call it. */
    private static final List<String> FULL = List.of("No space left on device", "not enough space on the disk");

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
        if (e instanceof NotDirectoryException) {
            return "a file is where a folder is expected";
        }
        if (e instanceof CharacterCodingException) {
            return "it is no text in UTF-8";
        }
        // The message of these is the path, unless there is a reason.
        String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        if (reason == null) {
            return e.getClass().getSimpleName();
        }
        return FULL.stream().anyMatch(reason::contains) ? "the disk is full (" + reason + ")" : reason;
    }
}
