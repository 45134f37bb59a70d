package org.mat4j.spark.data;

import java.io.Serializable;
import java.util.List;

/** What the driver knows of a stream that executors hold. */
record HeldStream(List<Part> parts) {

    /** Of one shard; the mistake is null if there is none. */
    record Part(int size, int[] labels, long checksum, long bytes, String mistake) implements Serializable {

        static Part of(PackedExamples examples) {
            return new Part(
                    examples.size(), examples.labels(), examples.checksum(), examples.bytes(), examples.mistake());
        }
    }

    /** @throws IllegalArgumentException if examples are not as they must be */
    HeldStream {
        for (Part part : parts) {
            if (part.mistake() != null) {
                throw new IllegalArgumentException(part.mistake());
            }
        }
    }

    long size() {
        return parts.stream().mapToLong(Part::size).sum();
    }

    int smallest() {
        return parts.stream().mapToInt(Part::size).min().orElseThrow();
    }

    int largest() {
        return parts.stream().mapToInt(Part::size).max().orElseThrow();
    }

    long largestBytes() {
        return parts.stream().mapToLong(Part::bytes).max().orElseThrow();
    }

    /** Of all shards. */
    long checksum() {
        long all = 0;
        for (Part part : parts) {
            all = 31 * all + part.checksum();
        }
        return all;
    }
}
