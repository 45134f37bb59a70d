package org.mat4j.data.example;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.util.MathArrays;
import org.mat4j.core.check.Checks;

/**
 * How examples are dealt into parts of a cross-validation: each into one, at random, as many of every class and as many in
 * all to each part as to any other, but for one.
 *
 * @param count of parts, at least 2
 * @param seed of the draw; the same gives the same parts
 */
public record Folds(int count, long seed) {

    /** Parts by default. */
    public static final int DEFAULT_COUNT = 5;

    /**
     * One part. Its examples are copied when they are asked for.
     *
     * @param number counted from 1
     * @param whole the examples of all folds
     * @param places of the fold's own, ascending
     * @param name for a provenance
     */
    public record Fold(int number, Examples whole, int[] places, String name) {

        /** {@return the fold's own examples, to measure on} */
        public Examples held() {
            return whole.select(places, name);
        }

        /** {@return those of all other folds, to train on} */
        public Examples others() {
            return whole.select(StratifiedSampler.complement(places, whole.size()), "all but " + name);
        }
    }

    /** Checks the number. */
    public Folds {
        Checks.atLeast(2, "number of folds", count);
    }

    /**
     * {@return the ascending places of the examples of each fold}
     *
     * @throws IllegalArgumentException if a class has examples, but not one for each fold
     */
    public List<int[]> of(Examples examples) {
        int[] labels = examples.labels();
        int[] fold = new int[labels.length];
        RandomGenerator random = new MersenneTwister(seed);
        int next = 0;
        for (int c = 0; c < examples.classCount(); c++) {
            int label = c;
            int[] members = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == label)
                    .toArray();
            Checks.require(
                    members.length == 0 || members.length >= count,
                    "number of folds",
                    count,
                    "at most " + members.length + ", the examples of the class '"
                            + examples.classNames().get(c) + "'");
            MathArrays.shuffle(members, random);
            for (int member : members) {
                fold[member] = next++ % count;
            }
        }
        return IntStream.range(0, count)
                .mapToObj(f -> IntStream.range(0, fold.length)
                        .filter(i -> fold[i] == f)
                        .toArray())
                .toList();
    }

    /**
     * {@return the folds of some examples}
     *
     * @throws IllegalArgumentException as {@link #of}
     */
    public List<Fold> deal(Examples examples) {
        List<int[]> places = of(examples);
        return IntStream.range(0, count)
                .mapToObj(f -> new Fold(f + 1, examples, places.get(f), "fold " + (f + 1) + " of " + this))
                .toList();
    }

    /** {@return in words, for a provenance} */
    @Override
    public String toString() {
        return count + " folds by class, seed " + seed;
    }
}
