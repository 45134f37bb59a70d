package org.mat4j.core.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;

/** A network behind an {@link InputLayer}. */
record PreprocessedNetwork(Network network, InputLayer layer) implements Network {

    PreprocessedNetwork {
        layer.requireShape(network.inputShape());
    }

    @Override
    public long[] inputShape() {
        return network.inputShape();
    }

    @Override
    public int latentSize() {
        return network.latentSize();
    }

    @Override
    public int classCount() {
        return network.classCount();
    }

    @Override
    public String name() {
        return network.name();
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(network.settings());
        settings.put("preprocessing", layer.toString());
        return Collections.unmodifiableMap(settings);
    }

    @Override
    public SDVariable preprocess(Pass pass, SDVariable input) {
        return network.preprocess(pass, layer.apply(pass, input));
    }

    @Override
    public Outputs build(Pass pass, SDVariable input) {
        return network.build(pass, input);
    }
}
