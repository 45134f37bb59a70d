package org.mat4j.layers.block;

import org.mat4j.core.network.Pass;

/**
 * Mean of each window: [height, width, channels] to [height / size, width / size, channels], rounded down.
 *
 * @param size of the window and its stride
 */
public record AveragePooling(int size) implements Block {

    public AveragePooling {
        PoolingWindows.requireSize(size);
    }

    @Override
    public Tensor apply(Pass pass, String name, Tensor x) {
        return PoolingWindows.apply(pass.graph().cnn()::avgPooling2d, size, name, x);
    }
}
