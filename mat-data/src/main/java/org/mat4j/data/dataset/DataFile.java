package org.mat4j.data.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.mat4j.data.format.Checksum;

/**
 * One published file of a dataset.
 *
 * @param name          the name that servers offer it under, on its own or in an archive
 * @param acceptedNames the names that it is accepted under in a folder, relative to it, in the order in which they are
 *                      tried; the first one is for messages
 * @param checksum      of the content, decompressed where the file may be compressed
 */
public record DataFile(String name, List<String> acceptedNames, Checksum checksum) {
    private static final String GZIP_SUFFIX = ".gz";

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no accepted name
     */
    public DataFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(checksum, "checksum");
        acceptedNames = List.copyOf(acceptedNames);
        if (acceptedNames.isEmpty()) {
            throw new IllegalArgumentException("acceptedNames: expected at least one, found none");
        }
    }

    /**
     * A file that is offered compressed and accepted either way, with a dash or a dot between the parts of its name.
     *
     * @param stem     the start of its name, such as {@code train-images}
     * @param layout   the end of its name, such as {@code idx3-ubyte}
     * @param checksum of the decompressed content
     */
    public static DataFile compressed(String stem, String layout, Checksum checksum) {
        String official = stem + "-" + layout;
        String dotted = stem + "." + layout;
        return new DataFile(
                official + GZIP_SUFFIX,
                List.of(official, official + GZIP_SUFFIX, dotted, dotted + GZIP_SUFFIX),
                checksum);
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
