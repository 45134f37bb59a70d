package org.mat4j.spark.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import org.nd4j.common.util.ArrayUtil;

/** What examples of a stream must be like. */
record StreamForm(StreamKind kind, long[] inputShape, int classCount) implements Serializable {

    /** The number of values of an input. */
    int length() {
        return Math.toIntExact(ArrayUtil.prodLong(inputShape));
    }

    /** What is wrong with an example; empty if nothing is. */
    Optional<String> mistakeIn(Example example) {
        float[] values = example.values();
        if (values.length != length()) {
            return Optional.of("has " + values.length + " values, expected " + length() + " as an input of shape "
                    + Arrays.toString(inputShape) + " has");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                return Optional.of("has the value " + values[i] + " at " + i + ", expected finite numbers");
            }
        }
        if (kind == StreamKind.LABELED && (example.label() < 0 || example.label() >= classCount)) {
            return Optional.of((example.isLabeled() ? "has the label " + example.label() : "has no label")
                    + ", expected 0 to " + (classCount - 1));
        }
        return Optional.empty();
    }
}
