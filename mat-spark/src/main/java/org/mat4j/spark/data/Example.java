package org.mat4j.spark.data;

import java.io.Serializable;
import java.util.Objects;

/** An input of a network with or without its class. */
public final class Example implements Serializable { // no record: Kryo, which many clusters have set, takes none

    private static final long serialVersionUID = 1L;
    private static final int NO_LABEL = -1;

    private final float[] values;
    private final int label;

    private Example(float[] values, int label) {
        this.values = Objects.requireNonNull(values, "values");
        this.label = label;
    }

    /**
     * With its class.
     *
     * @param values of the network's input in c order, of images [height, width, channels]: pixels in [0, 1], or the numbers of
     *     a row; not copied
     * @param label 0 to the number of classes - 1
     */
    public static Example labeled(float[] values, int label) {
        return new Example(values, label);
    }

    /**
     * Without a class.
     *
     * @param values as above
     */
    public static Example unlabeled(float[] values) {
        return new Example(values, NO_LABEL);
    }

    float[] values() {
        return values;
    }

    int label() {
        return label;
    }

    boolean isLabeled() {
        return label != NO_LABEL;
    }
}
