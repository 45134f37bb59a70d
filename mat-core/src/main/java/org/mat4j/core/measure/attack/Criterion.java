package org.mat4j.core.measure.attack;

import org.mat4j.core.check.Checks;
import org.mat4j.core.check.Spelling;

/** When an attack has succeeded. Implementations are immutable values. */
public interface Criterion {
    /** Short lower-case name. */
    String id();

    /** Whether one class is wanted, not just any wrong one. */
    boolean targeted();

    /**
     * The class whose loss is followed: down if the attack is targeted, else up.
     *
     * @param trueClass of the example
     * @param cleanLogits [m] of the attacked model without perturbation
     * @return the wanted class; the true class if the attack is not targeted
     */
    int followedClass(int trueClass, double[] cleanLogits);

    /**
     * Checks that the criterion fits a model.
     *
     * @throws IllegalArgumentException if there is no such class
     */
    default void check(int classCount) {}

    /** Any wrong class. */
    static Criterion misclassification() {
        return Standard.MISCLASSIFICATION;
    }

    /** The class after the true one; the first after the last. */
    static Criterion nextClass() {
        return Standard.NEXT_CLASS;
    }

    /** The class that the model holds for least likely without perturbation. */
    static Criterion leastLikely() {
        return Standard.LEAST_LIKELY;
    }

    /** One class for all examples; those of this class are left out of an evaluation. */
    static Criterion targetClass(int target) {
        return new TargetClass(target);
    }

    /** Criteria without a parameter. */
    enum Standard implements Criterion {
        /** See {@link #misclassification}. */
        MISCLASSIFICATION,
        /** See {@link #nextClass}. */
        NEXT_CLASS,
        /** See {@link #leastLikely}. */
        LEAST_LIKELY;

        @Override
        public String id() {
            return Spelling.of(this);
        }

        @Override
        public boolean targeted() {
            return this != MISCLASSIFICATION;
        }

        @Override
        public int followedClass(int trueClass, double[] cleanLogits) {
            int least = 0;
            for (int k = 1; k < cleanLogits.length; k++) {
                least = cleanLogits[k] < cleanLogits[least] ? k : least;
            }
            return switch (this) {
                case MISCLASSIFICATION -> trueClass;
                case NEXT_CLASS -> (trueClass + 1) % cleanLogits.length;
                case LEAST_LIKELY -> least;
            };
        }
    }

    /**
     * One class for all examples.
     *
     * @param target the class, at least 0
     */
    record TargetClass(int target) implements Criterion {
        /** Checks the value. */
        public TargetClass {
            Checks.atLeast(0, "target class", target);
        }

        @Override
        public String id() {
            return "class-" + target;
        }

        @Override
        public boolean targeted() {
            return true;
        }

        @Override
        public int followedClass(int trueClass, double[] cleanLogits) {
            return target;
        }

        @Override
        public void check(int classCount) {
            Checks.require(
                    target < classCount, "target class", target, "0 to " + (classCount - 1) + " as the model has");
        }
    }
}
