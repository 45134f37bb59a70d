package org.mat4j.core.measure.attack;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An attack prepared on a model. Not thread-safe.
 *
 * <p>The result depends on the seed and on the example's number, up to rounding not on the batch it comes in, and not on
 * the other sizes that are asked for.
 */
public interface OpenAttack extends AutoCloseable {
    /**
     * Perturbs a batch by several sizes.
     *
     * @param batch the examples
     * @param epsilons largest sizes of each example's perturbation in the attack's norm, in units of the input, not
     *     negative
     * @return for each size the perturbed inputs [n, inputShape...], within the bounds; arrays of the caller's own
     * @throws IllegalArgumentException if a size is negative or not finite, or the batch does not fit the model, lies
     *     outside the bounds, or lacks labels that the attack needs
     * @throws IllegalStateException if the model gives logits that are not finite
     */
    List<INDArray> perturb(AttackBatch batch, double... epsilons);

    /** As {@link #perturb(AttackBatch, double...)}, with {@link AttackBatch#of} and one size. */
    default INDArray perturb(INDArray features, INDArray labels, double epsilon, long seed) {
        return perturb(AttackBatch.of(features, labels, seed), epsilon).get(0);
    }

    @Override
    void close();
}
