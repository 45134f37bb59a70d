package org.mat4j.core.testing;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A file's content with a bit flipped, cut off, or with a byte more: some of the places by a fixed seed, or with
 * {@code -Dmat4j.fuzz=all} every place.
 */
public final class Damages {

    private static final boolean ALL = "all".equals(System.getProperty("mat4j.fuzz"));

    private Damages() {}

    /** What the damage is, and the damaged content. */
    public record Damage(Kind kind, int place, byte[] content) {

        @Override
        public String toString() {
            return kind + " at " + place;
        }
    }

    /** Kinds of damage. */
    public enum Kind {
        FLIP,
        CUT,
        LONGER
    }

    /**
     * Damages.
     *
     * @param flips how many flipped bits; half as many cuts
     */
    public static Stream<Damage> of(byte[] whole, int flips) {
        Random random = new Random(1);
        IntStream flipped = ALL ? IntStream.range(0, whole.length) : random.ints(flips, 0, whole.length);
        IntStream cut = ALL ? IntStream.range(0, whole.length) : random.ints(flips / 2, 0, whole.length);
        return Stream.of(
                        flipped.mapToObj(place -> flip(whole, place, random.nextInt(Byte.SIZE))),
                        cut.mapToObj(place -> new Damage(Kind.CUT, place, Arrays.copyOf(whole, place))),
                        Stream.of(new Damage(Kind.LONGER, whole.length, Arrays.copyOf(whole, whole.length + 1))))
                .flatMap(s -> s);
    }

    private static Damage flip(byte[] whole, int place, int bit) {
        byte[] content = whole.clone();
        content[place] ^= (byte) (1 << bit);
        return new Damage(Kind.FLIP, place, content);
    }
}
