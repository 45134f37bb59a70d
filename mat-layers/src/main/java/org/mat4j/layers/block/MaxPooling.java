package org.mat4j.layers.block;

import org.mat4j.core.check.Checks;
import org.mat4j.core.network.Pass;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;

/**
 * Largest value of each window: [height, width, channels] to [height / size, width / size, channels], rounded down.
 *
 * @param size of the window and its stride
 */
public record MaxPooling(int size) implements Block {

    public MaxPooling {
        Checks.require(size >= 2, "pooling window", size, "at least 2");
    }

    @Override
    public Tensor apply(Pass pass, String name, Tensor x) {
        x.requireRank(3, name, "[height, width, channels]");
        x.requireImage(size, name);
        Pooling2DConfig config = Pooling2DConfig.builder()
                .kH(size)
                .kW(size)
                .sH(size)
                .sW(size)
                .isNHWC(true)
                .build();
        return new Tensor(
                pass.graph().cnn().maxPooling2d(x.value(), config),
                x.shape()[0] / size,
                x.shape()[1] / size,
                x.channels());
    }
}
