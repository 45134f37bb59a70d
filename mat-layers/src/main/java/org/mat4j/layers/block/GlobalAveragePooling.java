package org.mat4j.layers.block;

import org.mat4j.core.network.Pass;

/** Mean over the image: [height, width, channels] to [channels]. */
public record GlobalAveragePooling() implements Block {

    @Override
    public Tensor apply(Pass pass, String name, Tensor x) {
        x.requireRank(3, name, "[height, width, channels]");
        return new Tensor(x.value().mean(1, 2), x.channels());
    }
}
