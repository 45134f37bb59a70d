package org.mat4j.core.method.direction;

import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;

/** A rule that finds a perturbation r for each example of a batch, inside the training graph (III-H). */
public interface Direction {

    /** Whether the rule reads labels. */
    default boolean needsLabels() {
        return false;
    }

    /** The size of every perturbation; empty where it differs from one to the next. */
    default Optional<Size> size() {
        return Optional.empty();
    }

    /**
     * How large a perturbation is.
     *
     * @param norm in which it is measured
     * @param epsilon in units of the input
     */
    record Size(Norm norm, double epsilon) {}

    /** What x + r is kept in. */
    default Bounds bounds() {
        return Bounds.unlimited();
    }

    /** Which dropout masks the pass at x + r has. */
    default Masks masks() {
        return Masks.SHARED;
    }

    /** Dropout masks of a perturbed pass. */
    enum Masks {
        /** Those of the clean pass: r = 0 changes nothing. */
        SHARED,
        /** Its own. */
        OWN
    }

    /**
     * Adds the perturbation to the graph. It is treated as a constant by the gradient of the training loss.
     *
     * @return r, of the input's shape
     */
    SDVariable of(Surroundings surroundings);

    /** What a perturbation is found from. */
    interface Surroundings {

        /** x, [n, inputShape...]. */
        SDVariable input();

        /** Independent standard normal numbers, drawn again in each update: a placeholder of x's shape. */
        SDVariable noise();

        /** Number of axes of x; x itself may be a computed value, whose shape is not known yet. */
        default int rank() {
            return noise().getShape().length;
        }

        /** The logits at x, [n, m]; computed from {@link #input()}, so they have a gradient to it. */
        SDVariable cleanLogits();

        /** One-hot labels [n, m]; null if the examples have none. */
        SDVariable labels();

        /**
         * A scalar that rises linearly from 0 in the first update to 1 after so many, and stays there.
         *
         * @param updates length of the rise, at least 1
         */
        SDVariable rising(long updates);

        /**
         * Adds a pass at another input and returns what is to be raised there: the smoothness S of every example, or a
         * value that rises in the same direction.
         *
         * @param perturbedInput x + r, of x's shape
         * @return S(x_i, r_i), [n]
         */
        SDVariable smoothness(SDVariable perturbedInput);
    }
}
