package org.mat4j.data.image;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Where data came from, to be kept beside every result.
 *
 * @param name         the name of the data, such as {@code MNIST training part}
 * @param source       the files, or {@code embedded sample}
 * @param checksum     of the content of each file with its algorithm, or empty where there are none
 * @param verification whether the content is the known one
 * @param steps        what files lacked, then the selections made since, in order, such as {@code 1000 examples, EQUAL,
 *                     seed 7}
 */
public record Provenance(String name, String source, String checksum, Verification verification, List<String> steps)
        implements Serializable {
    /** Copies the list. */
    public Provenance {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(checksum, "checksum");
        Objects.requireNonNull(verification, "verification");
        steps = List.copyOf(steps);
    }

    /**
     * The provenance of data made by a program.
     *
     * @param name   the name of the data
     * @param source how it was made
     * @return a provenance without checksum, {@link Verification#UNCHECKED}
     */
    public static Provenance of(String name, String source) {
        return new Provenance(name, source, "", Verification.UNCHECKED, List.of());
    }

    Provenance then(String step) {
        List<String> all = new ArrayList<>(steps);
        all.add(step);
        return new Provenance(name, source, checksum, verification, all);
    }

    /** {@return all of it in one line} */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(name).append(" (").append(source);
        if (!checksum.isEmpty()) {
            line.append("; ").append(checksum);
        }
        line.append("; ").append(verification.name().toLowerCase(Locale.ROOT)).append(')');
        steps.forEach(step -> line.append(" > ").append(step));
        return line.toString();
    }
}
