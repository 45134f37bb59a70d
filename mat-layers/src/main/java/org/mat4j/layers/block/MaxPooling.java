package org.mat4j.layers.block;

import java.util.Arrays;
import org.mat4j.core.network.Pass;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;

/**
 * Largest value of each window: [height, width, channels] to [height / size, width / size, channels], rounded down.
 *
 * @param size of the window and its stride
 */
public record MaxPooling(int size) implements Block {

    /** Checks the values. */
    public MaxPooling {
        if (size < 2) {
            throw new IllegalArgumentException("pooling window of " + size + "; expected at least 2");
        }
    }

    @Override
    public Tensor apply(Pass pass, String name, Tensor x) {
        x.requireRank(3, "max pooling", "[height, width, channels]");
        if (x.shape()[0] < size || x.shape()[1] < size) {
            throw new IllegalArgumentException("max pooling '" + name + "' has a window of " + size
                    + ", larger than its input " + Arrays.toString(x.shape()));
        }
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
