package org.mat4j.data.format;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The checksum of some content.
 *
 * @param algorithm how it is computed
 * @param hex       its value in lower-case hexadecimal digits
 */
public record Checksum(Algorithm algorithm, String hex) {
    private static final int BUFFER = 1 << 16;

    /**
     * How a checksum is computed. MD5 and SHA-1 are here since datasets are published with them: they tell damaged data
     * and other data apart, but do not withstand somebody who forges data on purpose.
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

        public MessageDigest newDigest() {
            try {
                return MessageDigest.getInstance(title);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has " + title, e);
            }
        }

        /** The checksum of what a digest of this algorithm was given; the digest starts anew. */
        public Checksum of(MessageDigest digest) {
            return new Checksum(this, HexFormat.of().formatHex(digest.digest()));
        }

        /** The checksum of the rest of a stream. */
        public Checksum of(InputStream in) throws IOException {
            MessageDigest digest = newDigest();
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return of(digest);
        }

        @Override
        public String toString() {
            return title;
        }
    }

    /**
     * @throws IllegalArgumentException if the value is not as many lower-case hexadecimal digits as the algorithm gives
     */
    public Checksum {
        Objects.requireNonNull(algorithm, "algorithm");
        if (!hex.matches("[0-9a-f]{" + algorithm.digits + "}")) {
            throw new IllegalArgumentException(algorithm + ": expected " + algorithm.digits
                    + " lower-case hexadecimal digits, found '" + hex + "'");
        }
    }

    /**
     * @param hex 32 lower-case hexadecimal digits
     * @return an MD5 checksum
     */
    public static Checksum md5(String hex) {
        return new Checksum(Algorithm.MD5, hex);
    }

    /**
     * @param hex 40 lower-case hexadecimal digits
     * @return a SHA-1 checksum
     */
    public static Checksum sha1(String hex) {
        return new Checksum(Algorithm.SHA_1, hex);
    }

    /**
     * @param hex 64 lower-case hexadecimal digits
     * @return a SHA-256 checksum
     */
    public static Checksum sha256(String hex) {
        return new Checksum(Algorithm.SHA_256, hex);
    }

    /** {@return the algorithm and the value} */
    @Override
    public String toString() {
        return algorithm + " " + hex;
    }
}
