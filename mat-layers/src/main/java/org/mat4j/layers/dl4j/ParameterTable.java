package org.mat4j.layers.dl4j;

import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.weightinit.WeightInitScheme;
import org.nd4j.weightinit.impl.NDArraySupplierInitScheme;

/**
 * The values that a network starts from.
 *
 * @param values of a trained DL4J network by its names, in its layout; empty for a fresh one
 */
record ParameterTable(Map<String, INDArray> values, ParameterLayout layout) {

    Optional<WeightInitScheme> initialValue(String name) {
        return Optional.ofNullable(values.get(name))
                .map(value -> new NDArraySupplierInitScheme(() -> layout.fromDl4j(value)));
    }
}
