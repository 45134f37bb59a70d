package org.mat4j.layers.block;

import org.mat4j.core.network.Pass;

/**
 * Largest value of each window: [height, width, channels] to [height / size, width / size, channels], rounded down.
 *
 * @param size of the window and its stride
 */
public record MaxPooling(int size) implements Block {

    public MaxPooling {
        PoolingWindows.requireSize(size);
    }

    @Override
    public Tensor apply(Pass pass, String name, Tensor x) {
        return PoolingWindows.apply(pass.graph().cnn()::maxPooling2d, size, name, x);
    }
}
