package org.mat4j.data.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.mat4j.core.check.Checks;
import org.mat4j.data.Checksum;
import org.mat4j.data.DataException;
import org.mat4j.data.format.IdxFile;

/**
 * One published file of a data set, or an archive of its files.
 *
 * @param name that servers offer it under, on its own or in an archive
 * @param acceptedNames that it is found under in a folder, relative to it, in the order in which they are tried
 * @param checksum what {@link #checksumOf} gives for the official content
 * @param compression whether the file may be compressed
 */
public record DataFile(String name, List<String> acceptedNames, Checksum checksum, Compression compression) {
    private static final String GZIP_SUFFIX = ".gz";

    /** Whether a file may be compressed, and so what its checksum is of. */
    public enum Compression {
        /** Never: the checksum is of the bytes as they are stored. */
        NONE,
        /** With gzip or not: the checksum is the SHA-256 of the decompressed content. */
        OPTIONAL
    }

    /** @throws IllegalArgumentException if there is no accepted name */
    public DataFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(checksum, "checksum");
        Objects.requireNonNull(compression, "compression");
        acceptedNames = List.copyOf(acceptedNames);
        Checks.require(!acceptedNames.isEmpty(), "acceptedNames", acceptedNames, "at least one name");
    }

    /**
     * A file that is offered compressed and accepted either way, with a dash or a dot between the parts of its name.
     *
     * @param stem the start of its name, such as {@code train-images}
     * @param layout the end of its name, such as {@code idx3-ubyte}
     * @param sha256 of the decompressed content
     */
    public static DataFile compressed(String stem, String layout, String sha256) {
        String official = stem + "-" + layout;
        String dotted = stem + "." + layout;
        return new DataFile(
                official + GZIP_SUFFIX,
                List.of(official, official + GZIP_SUFFIX, dotted, dotted + GZIP_SUFFIX),
                new Checksum(Checksum.Algorithm.SHA_256, sha256),
                Compression.OPTIONAL);
    }

    /** The same, accepted in a folder below too, and in the last part of its path; for an empty path this. */
    DataFile alsoIn(String path) {
        if (path.isEmpty()) {
            return this;
        }
        String last = path.substring(path.lastIndexOf('/') + 1);
        List<String> more = Stream.of("", last + "/", path + "/")
                .flatMap(folder -> acceptedNames.stream().map(name -> folder + name))
                .toList();
        return new DataFile(name, more, checksum, compression);
    }

    /** A file that is offered as it is, and accepted so under its name and further ones. */
    public static DataFile plain(Checksum checksum, String name, String... more) {
        List<String> names = Stream.concat(Stream.of(name), Stream.of(more)).toList();
        return new DataFile(name, names, checksum, Compression.NONE);
    }

    /** The first accepted name that is a file in a folder, which need not exist. */
    public Optional<Path> findIn(Path directory) {
        return acceptedNames().stream()
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /**
     * The checksum of what may be this file, to compare with {@link #checksum()}.
     *
     * @throws DataException if it cannot be read or decompressed
     */
    public Checksum checksumOf(Path file) {
        return switch (compression) {
            case NONE -> checksum.algorithm().of(file);
            case OPTIONAL -> IdxFile.checksum(file);
        };
    }
}
