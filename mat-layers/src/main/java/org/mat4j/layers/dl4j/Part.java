package org.mat4j.layers.dl4j;

import java.util.List;
import org.mat4j.layers.block.Tensor;

/** A layer, vertex or preprocessor of a DL4J network, ready to be added to a pass. Images have their channels last. */
@FunctionalInterface
interface Part {

    Tensor apply(LayerPass pass, List<Tensor> inputs);

    /** A part of one input. */
    @FunctionalInterface
    interface OfOne {

        Tensor apply(LayerPass pass, Tensor x);
    }

    static Part of(OfOne part) {
        return (pass, inputs) -> part.apply(pass, inputs.get(0));
    }
}
