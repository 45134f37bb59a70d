package org.mat4j.examples.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One published file of a dataset.
 *
 * @param stem   the start of its name, such as {@code train-images}
 * @param layout the end of its name, such as {@code idx3-ubyte}
 * @param sha256 of the decompressed content, in lower-case hexadecimal digits
 */
public record DataFile(String stem, String layout, String sha256) {
    private static final String GZIP_SUFFIX = ".gz";

    /** No value may be null. */
    public DataFile {
        Objects.requireNonNull(stem, "stem");
        Objects.requireNonNull(layout, "layout");
        Objects.requireNonNull(sha256, "sha256");
    }

    /** {@return the name that mirrors offer it under, compressed} */
    public String archiveName() {
        return stem + "-" + layout + GZIP_SUFFIX;
    }

    /** {@return the names that it is accepted under, in the order in which they are tried} */
    public List<String> acceptedNames() {
        String official = stem + "-" + layout;
        String dotted = stem + "." + layout;
        return List.of(official, official + GZIP_SUFFIX, dotted, dotted + GZIP_SUFFIX);
    }

    /**
     * Looks for the file.
     *
     * @param directory a folder, which need not exist
     * @return the first accepted name that is a file there
     */
    public Optional<Path> findIn(Path directory) {
        return acceptedNames().stream()
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
