package org.mat4j.layers.block;

import java.util.Arrays;
import org.mat4j.core.network.Pass;

/** Any shape to one axis of features. */
public record Flatten() implements Block {

    @Override
    public Tensor apply(Pass pass, String name, Tensor x) {
        if (x.shape().length == 1) {
            return x;
        }
        long features = Arrays.stream(x.shape()).reduce(1, Math::multiplyExact);
        return new Tensor(x.value().reshape(-1, features), features);
    }
}
