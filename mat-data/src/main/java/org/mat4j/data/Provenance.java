package org.mat4j.data;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where data came from, to be kept beside every result. Immutable.
 *
 * @param name of the data, such as {@code MNIST, training part}
 * @param source the files, or {@code embedded}
 * @param checksums of the content of each file, in order; empty where there are none
 * @param verification whether the content is the known one
 * @param steps what files lacked, then the selections made, in order, such as {@code 1000 examples, EQUAL, seed 7}
 */
public record Provenance(
        String name, String source, Map<String, Checksum> checksums, Verification verification, List<String> steps)
        implements Serializable {
    /** What is known about the origin of some data. */
    public enum Verification {
        /** The content has the known checksums of the data set. */
        VERIFIED,
        /** The layout is that of the data set, but a checksum is not, or a file is missing: other data, or a part. */
        UNRECOGNIZED,
        /** There is no checksum to compare with. */
        UNCHECKED
    }

    /** Copies the collections. */
    public Provenance {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(verification, "verification");
        checksums = Collections.unmodifiableMap(new LinkedHashMap<>(checksums));
        steps = List.copyOf(steps);
    }

    /** The provenance of data made by a program, and how: without checksums, {@link Verification#UNCHECKED}. */
    public static Provenance of(String name, String source) {
        return new Provenance(name, source, Map.of(), Verification.UNCHECKED, List.of());
    }

    /** The provenance of a selection of this data: this with one more step. */
    public Provenance then(String step) {
        List<String> all = Stream.concat(steps.stream(), Stream.of(step)).toList();
        return new Provenance(name, source, checksums, verification, all);
    }

    /**
     * {@return what the data is, in one line: with checksums, without the place of its files} Equal for equal data, wherever
     * it lies.
     */
    public String content() {
        return line(checksums.isEmpty() ? List.of(source) : sums());
    }

    /** {@return all of it in one line} */
    @Override
    public String toString() {
        return line(Stream.concat(Stream.of(source), sums().stream()).toList());
    }

    private List<String> sums() {
        String sums = checksums.entrySet().stream()
                .map(sum -> sum.getKey() + " " + sum.getValue())
                .collect(Collectors.joining(", "));
        return sums.isEmpty() ? List.of() : List.of(sums);
    }

    private String line(List<String> parts) {
        String line = name + " (" + String.join("; ", parts) + "; "
                + verification.name().toLowerCase(Locale.ROOT) + ")";
        return steps.isEmpty() ? line : line + " > " + String.join(" > ", steps);
    }
}
