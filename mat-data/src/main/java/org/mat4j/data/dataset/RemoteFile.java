package org.mat4j.data.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mat4j.core.io.FileErrors;
import org.mat4j.data.DataException;
import org.mat4j.data.format.Checksum;
import org.mat4j.data.format.IdxFile;
import org.mat4j.data.format.IdxSource;

/**
 * What a server is asked for: a file of a dataset, or an archive of all of them.
 *
 * @param name     the end of its address
 * @param checksum what it must have
 * @param covers   of what
 */
public record RemoteFile(String name, Checksum checksum, Covers covers) {
    /** What a checksum is taken of. */
    public enum Covers {
        /** The bytes as they come. */
        STORED_BYTES,
        /** What is left after gzip; the bytes as they come if they are not compressed. */
        DECOMPRESSED_CONTENT
    }

    public static RemoteFile of(DataFile file) {
        return new RemoteFile(file.name(), file.checksum(), Covers.DECOMPRESSED_CONTENT);
    }

    /** What is wrong with the content of a file; null if it is the known one. */
    public String mismatch(Path file) {
        try {
            Checksum found = found(file);
            return found.equals(checksum) ? null : "wrong content: expected " + checksum + ", found " + found.hex();
        } catch (DataException e) {
            return "wrong content: " + e.getMessage();
        }
    }

    private Checksum found(Path file) {
        return switch (covers) {
            case STORED_BYTES -> storedBytes(file);
            case DECOMPRESSED_CONTENT -> IdxFile.contentChecksum(IdxSource.of(file), checksum.algorithm());
        };
    }

    private Checksum storedBytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return checksum.algorithm().of(in);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + FileErrors.reason(e), e);
        }
    }
}
