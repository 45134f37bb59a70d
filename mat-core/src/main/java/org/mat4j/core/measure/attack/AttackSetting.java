package org.mat4j.core.measure.attack;

import java.util.Objects;

/**
 * What was done to get a result.
 *
 * @param attack with all its numbers
 * @param range that perturbed pixels were kept in
 * @param goal of the attack
 * @param transfer whether the perturbations were made on another model than the one tested
 * @param seed of the random numbers
 */
public record AttackSetting(Attack attack, PixelRange range, Goal goal, boolean transfer, long seed) {

    /** Checks the values. */
    public AttackSetting {
        Objects.requireNonNull(attack, "attack");
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(goal, "goal");
    }
}
