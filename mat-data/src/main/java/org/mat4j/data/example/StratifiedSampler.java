package org.mat4j.data.example;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.util.MathArrays;

/** Draws examples by class. */
public final class StratifiedSampler {
    private StratifiedSampler() {}

    /**
     * Ascending indices of {@code count} examples.
     *
     * @param labels of the whole, 0 to classCount - 1
     * @param count 0 to the number of labels
     * @throws IllegalArgumentException if a class has too few for equal shares
     */
    public static int[] sample(int[] labels, int classCount, int count, ClassBalance balance, long seed) {
        RandomGenerator random = new MersenneTwister(seed);
        int[] sizes = new int[classCount];
        for (int label : labels) {
            sizes[label]++;
        }
        int[] quotas =
                switch (balance) {
                    case EQUAL -> equalQuotas(sizes, count, random);
                    case PROPORTIONAL -> proportionalQuotas(sizes, labels.length, count);
                };
        int[] chosen = new int[count];
        int at = 0;
        for (int c = 0; c < sizes.length; c++) {
            int label = c;
            int[] members = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == label)
                    .toArray();
            // Shuffled whole, whatever the quota, so that equal subsets of one seed are nested.
            MathArrays.shuffle(members, random);
            System.arraycopy(members, 0, chosen, at, quotas[c]);
            at += quotas[c];
        }
        Arrays.sort(chosen);
        return chosen;
    }

    /** Ascending indices below {@code size} that are not in {@code taken}, which ascends. */
    public static int[] complement(int[] taken, int size) {
        return IntStream.range(0, size)
                .filter(i -> Arrays.binarySearch(taken, i) < 0)
                .toArray();
    }

    private static int[] equalQuotas(int[] sizes, int count, RandomGenerator random) {
        int classes = sizes.length;
        int[] order = MathArrays.natural(classes);
        MathArrays.shuffle(order, random);
        int[] quotas = new int[classes];
        int[] present = Arrays.stream(order).filter(c -> sizes[c] > 0).toArray();
        for (int rank = 0; rank < present.length; rank++) {
            int c = present[rank];
            quotas[c] = count / present.length + (rank < count % present.length ? 1 : 0);
            if (quotas[c] > sizes[c]) {
                throw new IllegalArgumentException("count: " + count + " examples in equal shares need " + quotas[c]
                        + " of class " + c + ", which has " + sizes[c] + "; expected at most "
                        + (long) Arrays.stream(present).map(k -> sizes[k]).min().orElseThrow() * present.length
                        + ", or ClassBalance.PROPORTIONAL");
            }
        }
        return quotas;
    }

    private static int[] proportionalQuotas(int[] sizes, int total, int count) {
        int classes = sizes.length;
        int[] quotas = new int[classes];
        long[] remainders = new long[classes];
        int left = count;
        for (int c = 0; c < classes; c++) {
            long share = (long) sizes[c] * count;
            quotas[c] = (int) (share / total);
            remainders[c] = share % total;
            left -= quotas[c];
        }
        // The stable sort gives equal remainders to the lower class.
        IntStream.range(0, classes)
                .boxed()
                .sorted(Comparator.comparingLong((Integer c) -> -remainders[c]))
                .limit(left)
                .forEach(c -> quotas[c]++);
        return quotas;
    }
}
