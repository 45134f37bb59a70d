package org.mat4j.data.example;

import java.io.Serializable;
import org.mat4j.data.Provenance;

/** Inputs of a network without labels: what is given these cannot use any. Immutable. */
public interface Inputs extends Serializable {

    /** {@return the number of inputs} */
    int size();

    /** {@return the shape of one input: [height, width, channels] of an image, [columns] of a row} */
    long[] inputShape();

    /** {@return where the inputs came from and how they were selected} */
    Provenance provenance();

    /**
     * Copies one input as a network takes it: pixels in [0, 1], or the numbers of a row as they are.
     *
     * @param target receives the product of {@link #inputShape()} of values
     * @param offset where in the target the first of them goes
     * @throws IndexOutOfBoundsException if there is no such input or no room for it
     */
    void copyTo(int index, float[] target, int offset);
}
