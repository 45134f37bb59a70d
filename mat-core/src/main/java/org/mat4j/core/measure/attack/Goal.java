package org.mat4j.core.measure.attack;

/** What an attack is after. Implementations are immutable values. */
public interface Goal {

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
    int lossClass(int trueClass, double[] cleanLogits);

    /**
     * Checks that the goal fits a model.
     *
     * @throws IllegalArgumentException if there is no such class
     */
    default void check(int classCount) {}

    /** Any wrong class. */
    static Goal untargeted() {
        return StandardGoal.UNTARGETED;
    }

    /** The class after the true one; the first after the last. */
    static Goal nextClass() {
        return StandardGoal.NEXT_CLASS;
    }

    /** The class that the model holds for least likely without perturbation. */
    static Goal leastLikely() {
        return StandardGoal.LEAST_LIKELY;
    }

    /** One class for all examples; those of this class are left out of an evaluation. */
    static Goal fixedClass(int target) {
        return new FixedClass(target);
    }
}
