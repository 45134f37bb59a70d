package org.mat4j.core.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What is known of a model beside its numbers.
 *
 * @param network name of the network
 * @param inputShape of one example
 * @param latentSize D
 * @param classCount m
 * @param training how it was trained: method, terms, updater, seed and so on, in words and numbers
 * @param provenance where it comes from: data, versions, and what the application added
 */
public record ModelInfo(
        String network,
        long[] inputShape,
        int latentSize,
        int classCount,
        Map<String, String> training,
        Map<String, String> provenance) {

    /** Copies the collections. */
    public ModelInfo {
        Objects.requireNonNull(network, "network");
        inputShape = inputShape.clone();
        training = Collections.unmodifiableMap(new LinkedHashMap<>(training));
        provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    }

    @Override
    public long[] inputShape() {
        return inputShape.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelInfo o
                && network.equals(o.network)
                && Arrays.equals(inputShape, o.inputShape)
                && latentSize == o.latentSize
                && classCount == o.classCount
                && training.equals(o.training)
                && provenance.equals(o.provenance);
    }

    @Override
    public int hashCode() {
        return Objects.hash(network, Arrays.hashCode(inputShape), latentSize, classCount, training, provenance);
    }
}
