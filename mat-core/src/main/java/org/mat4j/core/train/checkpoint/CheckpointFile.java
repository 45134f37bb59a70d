package org.mat4j.core.train.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.mat4j.core.io.AtomicFile;
import org.mat4j.core.io.FileErrors;

/**
 * A file that is complete or absent: {@link CheckpointFormat}'s content and the SHA-256 of it, 32 bytes, so that any cut
 * or change is found. Every version of the format has this frame.
 */
final class CheckpointFile {

    private static final int DIGEST_LENGTH = 32;
    private static final int BUFFER = 1 << 16;

    private CheckpointFile() {}

    /**
     * Writes a file, in place of the one that may be there.
     *
     * @param medium for tests: what lies between this and the disk
     * @throws IOException if it cannot be written; the one that may be there is intact
     */
    static void write(Path file, Checkpoint checkpoint, UnaryOperator<OutputStream> medium) throws IOException {
        AtomicFile.write(file, buffered -> {
            OutputStream out = medium.apply(buffered);
            DigestOutputStream digested = new DigestOutputStream(out, sha256());
            CheckpointFormat.write(checkpoint, digested);
            out.write(digested.getMessageDigest().digest());
        });
    }

    /**
     * Reads a file.
     *
     * @throws DamagedCheckpointException if it is not what was written
     * @throws CheckpointException if it is missing or may not be read, or another version of the library wrote it
     */
    static Checkpoint read(Path file) {
        try {
            long length = Files.size(file) - DIGEST_LENGTH;
            if (length <= 0) {
                throw new DamagedCheckpointException(
                        file + " has " + Files.size(file) + " bytes, too few for a checkpoint; expected a whole file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                if (!Arrays.equals(digest(in, length), in.readNBytes(DIGEST_LENGTH))) {
                    throw new DamagedCheckpointException(
                            file + " is damaged or no checkpoint: its checksum does not match its content");
                }
            }
            try (InputStream in = Files.newInputStream(file)) {
                return CheckpointFormat.read(in, length, file);
            }
        } catch (CheckpointException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new CheckpointException("there is no checkpoint " + file, e);
        } catch (AccessDeniedException e) {
            throw new CheckpointException("the checkpoint " + file + " may not be read: permission denied", e);
        } catch (IOException e) {
            throw new DamagedCheckpointException(
                    "the checkpoint " + file + " cannot be read: " + FileErrors.reason(e), e);
        } catch (RuntimeException e) {
            // The checksum is right, but this library did not write it so.
            throw new DamagedCheckpointException("the checkpoint " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] digest(InputStream in, long length) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                break;
            }
            digest.update(buffer, 0, read);
            left -= read;
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
