package org.mat4j.layers.block;

import java.util.function.BiFunction;
import org.mat4j.core.check.Checks;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;

/** Square windows that tile an image; rows and columns that are left over are not seen. */
final class PoolingWindows {

    private PoolingWindows() {}

    static void requireSize(int size) {
        Checks.require(size >= 2, "pooling window", size, "at least 2");
    }

    static Tensor apply(BiFunction<SDVariable, Pooling2DConfig, SDVariable> pooling, int size, String name, Tensor x) {
        x.requireRank(3, name, "[height, width, channels]");
        x.requireImage(size, name);
        Pooling2DConfig config = Pooling2DConfig.builder()
                .kH(size)
                .kW(size)
                .sH(size)
                .sW(size)
                .isNHWC(true)
                .build();
        return new Tensor(pooling.apply(x.value(), config), x.shape()[0] / size, x.shape()[1] / size, x.channels());
    }
}
