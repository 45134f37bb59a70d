package org.mat4j.core.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.mat4j.core.check.Checks;

/**
 * Files to read. A folder, pipe, device or socket is an error at once, never waited for; so is, before memory is taken, a file
 * that is larger than the memory it is to be read into.
 */
public final class InputFile {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** The most elements that every JVM allows an array. */
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - Long.BYTES;

    private InputFile() {}

    /**
     * Opens a file, or what a link to one points to; the stream is not buffered.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     * @throws FileSystemException if it is no file, see {@link FileErrors#reason}
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if the path is empty
     */
    public static InputStream open(Path file) throws IOException {
        size(file);
        return Files.newInputStream(file);
    }

    /**
     * All bytes of a file.
     *
     * @throws FileSystemException if it is no file, or larger than Java's memory or 2 GB
     * @throws IOException as {@link #open}
     */
    public static byte[] bytes(Path file) throws IOException {
        long size = size(file);
        long most = Math.min(LARGEST_ARRAY, Runtime.getRuntime().maxMemory());
        if (size > most) {
            throw refused(file, "it has " + size + " bytes, expected at most " + most + ", the memory of Java or 2 GB");
        }
        return Files.readAllBytes(file);
    }

    /**
     * The text of a file in UTF-8, without the byte-order mark that may be at its start.
     *
     * @throws CharacterCodingException if it is no such text
     * @throws IOException as {@link #bytes}
     */
    public static String text(Path file) throws IOException {
        return text(bytes(file));
    }

    /**
     * The text of a file's bytes, as {@link #text(Path)}.
     *
     * @throws CharacterCodingException if they are no such text
     */
    public static String text(byte[] content) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content))
                .toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /**
     * The number of bytes of a file.
     *
     * @throws FileSystemException if it is no file
     * @throws IOException as {@link #open}
     */
    public static long size(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(Checks.path("file to read", file), BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw refused(
                    file,
                    (attributes.isDirectory() ? "it is a folder" : "it is a pipe, device or socket")
                            + ", expected a file");
        }
        return attributes.size();
    }

    private static FileSystemException refused(Path file, String reason) {
        return new FileSystemException(file.toString(), null, reason);
    }
}
