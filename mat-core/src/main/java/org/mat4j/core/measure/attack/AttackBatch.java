package org.mat4j.core.measure.attack;

import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Examples to perturb.
 *
 * @param features [n, inputShape...], or in another form that the model's classifier takes
 * @param labels one-hot [n, m]; may be null for attacks that do not read them
 * @param seed of the attack's random numbers
 * @param first number of the first example in the whole data, at least 0: each example has random numbers of its own,
 *     whatever batch it comes in
 */
public record AttackBatch(INDArray features, INDArray labels, long seed, long first) {

    /** Checks the values. */
    public AttackBatch {
        Objects.requireNonNull(features, "features");
        if (first < 0) {
            throw new IllegalArgumentException("the first example's number is " + first + "; expected at least 0");
        }
    }

    /** A batch whose first example has the number 0. */
    public static AttackBatch of(INDArray features, INDArray labels, long seed) {
        return new AttackBatch(features, labels, seed, 0);
    }
}
