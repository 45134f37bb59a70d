package org.mat4j.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.mat4j.core.check.Checks;
import org.mat4j.core.io.InputFile;

/**
 * The checksum of some content.
 *
 * @param algorithm how it is computed
 * @param hex       its value in lower-case hexadecimal digits
 */
public record Checksum(Algorithm algorithm, String hex) implements Serializable {
    /**
     * How a checksum is computed. MD5 and SHA-1 are here since data sets are published with them: they tell damaged
     * data and other data apart, but do not withstand somebody who forges data on purpose.
     */
    public enum Algorithm {
        /** 128 bits. */
        MD5("MD5", 32),
        /** 160 bits. */
        SHA_1("SHA-1", 40),
        /** 256 bits. */
        SHA_256("SHA-256", 64);

        private final String title;
        private final int digits;

        Algorithm(String title, int digits) {
            this.title = title;
            this.digits = digits;
        }

        /**
         * The checksum of a file's bytes as they are stored.
         *
         * @throws DataException if there is no such file, or it cannot be read
         */
        public Checksum of(Path file) {
            try (DigestInputStream in = digesting(InputFile.open(file))) {
                return of(in);
            } catch (IOException e) {
                throw DataException.unreadable(file, e);
            }
        }

        /** The checksum of some bytes. */
        public Checksum of(byte[] content) {
            return new Checksum(this, HexFormat.of().formatHex(digest().digest(content)));
        }

        /** A stream of the same bytes, to read as far as need be and then to give to {@link #of(DigestInputStream)}. */
        public DigestInputStream digesting(InputStream content) {
            return new DigestInputStream(content, digest());
        }

        private MessageDigest digest() {
            try {
                return MessageDigest.getInstance(title);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has " + title, e);
            }
        }

        /**
         * The checksum of all of some content; what was not read of it is read now.
         *
         * @param content a stream of {@link #digesting}, which is not closed
         */
        public Checksum of(DigestInputStream content) throws IOException {
            content.transferTo(OutputStream.nullOutputStream());
            return new Checksum(
                    this, HexFormat.of().formatHex(content.getMessageDigest().digest()));
        }

        @Override
        public String toString() {
            return title;
        }
    }

    /** @throws IllegalArgumentException if the value is not of the algorithm's lower-case hexadecimal digits */
    public Checksum {
        Objects.requireNonNull(algorithm, "algorithm");
        Checks.require(
                hex.matches("[0-9a-f]{" + algorithm.digits + "}"),
                algorithm.title,
                "'" + hex + "'",
                algorithm.digits + " lower-case hexadecimal digits");
    }

    /** {@return the algorithm and the value} */
    @Override
    public String toString() {
        return algorithm + " " + hex;
    }
}
