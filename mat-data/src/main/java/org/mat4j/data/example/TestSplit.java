package org.mat4j.data.example;

import org.mat4j.core.check.Checks;

/**
 * Which examples of data without a test part of its own are one: a share of every class, drawn by a fixed seed, so that all
 * trainings and measurements of the same data agree on it.
 *
 * @param share in (0, 1)
 */
public record TestSplit(double share) {

    /** By default. */
    public static final TestSplit DEFAULT = new TestSplit(0.2);

    private static final long SEED = 1;

    /** Checks the share. */
    public TestSplit {
        Checks.require(share > 0 && share < 1, "share of test examples", share, "above 0 and below 1");
    }

    /**
     * {@return the ascending places of the test examples}
     *
     * @param labels of all examples, at least 2
     * @throws IllegalArgumentException if none or all would be test examples
     */
    public int[] test(int[] labels, int classCount) {
        int count = (int) Math.round(share * labels.length);
        Checks.require(
                count > 0 && count < labels.length,
                "share of test examples",
                share,
                "one that gives at least one example to each part, of " + labels.length + " in all");
        return StratifiedSampler.sample(labels, classCount, count, ClassBalance.PROPORTIONAL, SEED);
    }

    /** {@return the ascending places of the others} */
    public int[] training(int[] labels, int classCount) {
        return StratifiedSampler.complement(test(labels, classCount), labels.length);
    }

    /** {@return in words, for a provenance} */
    @Override
    public String toString() {
        return "test share " + share + " by class, seed " + SEED;
    }
}
