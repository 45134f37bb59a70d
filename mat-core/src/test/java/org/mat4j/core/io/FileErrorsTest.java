package org.mat4j.core.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileErrorsTest {

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(new AccessDeniedException("path"), "permission denied"),
                Arguments.of(new FileAlreadyExistsException("path"), "a file of that name is in the way"),
                Arguments.of(
                        new FileSystemException("path", null, "No space left on device"),
                        "the disk is full (No space left on device)"),
                Arguments.of(
                        new IOException("There is not enough space on the disk"),
                        "the disk is full (There is not enough space on the disk)"),
                Arguments.of(new NoSuchFileException("path"), "there is no such file or folder"),
                Arguments.of(new NotDirectoryException("path"), "a file is where a folder is expected"),
                Arguments.of(new MalformedInputException(1), "it is no text in UTF-8"),
                Arguments.of(new IOException("disk full"), "disk full"),
                Arguments.of(new IOException(), "IOException"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void theReasonLeavesThePathOut(IOException error, String reason) {
        assertEquals(reason, FileErrors.reason(error));
    }
}
