package org.mat4j.layers.network;

import org.mat4j.core.check.Checks;

/**
 * Rows of numbers, such as those of a table: a {@link MultilayerPerceptron} takes them, as does any body whose first
 * block is dense.
 *
 * @param features numbers per row, at least 1
 * @param classCount number of classes, at least 2
 */
public record TableInput(int features, int classCount) implements Input {

    public TableInput {
        Checks.require(features >= 1, "number of features", features, "at least 1");
        Checks.require(classCount >= 2, "number of classes", classCount, "at least 2");
    }

    /** [features]. */
    @Override
    public long[] shape() {
        return new long[] {features};
    }
}
