package org.mat4j.layers.dl4j;

import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.mat4j.core.check.Checks;
import org.mat4j.layers.block.Tensor;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Pooling2D.Divisor;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.factory.Nd4j;

/** Layers without parameters that change the size of images. */
final class ImageLayers {

    private ImageLayers() {}

    static Part pooling(SubsamplingLayer layer) {
        PoolingType type = layer.getPoolingType();
        Checks.require(type == PoolingType.MAX || type == PoolingType.AVG, "type of a pooling", type, "MAX or AVG");
        Window window = Window.of(layer);
        Pooling2DConfig config = window.pooling(
                layer.isAvgPoolIncludePadInDivisor() ? Divisor.INCLUDE_PADDING : Divisor.EXCLUDE_PADDING);
        return Part.of((pass, x) -> {
            SDVariable image = pass.requireImage(x).value();
            return new Tensor(
                    type == PoolingType.MAX
                            ? pass.graph().cnn().maxPooling2d(image, config)
                            : pass.graph().cnn().avgPooling2d(image, config),
                    window.size(x.shape()[0], 0),
                    window.size(x.shape()[1], 1),
                    x.channels());
        });
    }

    static Part globalPooling(GlobalPoolingLayer layer) {
        UnaryOperator<SDVariable> pooling =
                switch (layer.getPoolingType()) {
                    case MAX -> x -> x.max(1, 2);
                    case AVG -> x -> x.mean(1, 2);
                    case SUM -> x -> x.sum(1, 2);
                    case PNORM ->
                        throw new IllegalArgumentException(
                                "type of a global pooling is PNORM, expected MAX, AVG or SUM");
                };
        return Part.of((pass, x) -> {
            SDVariable y = pooling.apply(pass.requireImage(x).value());
            return layer.isCollapseDimensions()
                    ? new Tensor(y, x.channels())
                    : new Tensor(y.reshape(-1, 1, 1, x.channels()), 1, 1, x.channels());
        });
    }

    static Part zeroPadding(ZeroPaddingLayer layer) {
        int[] p = layer.getPadding();
        return Part.of((pass, x) -> {
            SDVariable image = pass.requireImage(x).value();
            SDVariable margins = pass.graph()
                    .constant(Nd4j.createFromArray(new int[][] {{0, 0}, {p[0], p[1]}, {p[2], p[3]}, {0, 0}}));
            return new Tensor(
                    pass.graph().nn().pad(image, margins, 0),
                    x.shape()[0] + p[0] + p[1],
                    x.shape()[1] + p[2] + p[3],
                    x.channels());
        });
    }

    static Part cropping(Cropping2D layer) {
        int[] c = layer.getCropping();
        return Part.of((pass, x) -> {
            long height = pass.requireImage(x).shape()[0] - c[0] - c[1];
            long width = x.shape()[1] - c[2] - c[3];
            return pass.slice(x, new long[] {c[0], c[2], 0}, new long[] {height, width, x.channels()});
        });
    }

    static Part upsampling(Upsampling2D layer) {
        int[] size = layer.getSize();
        return Part.of((pass, x) -> new Tensor(
                pass.graph().cnn().upsampling2d(pass.requireImage(x).value(), size[0], size[1], false),
                x.shape()[0] * size[0],
                x.shape()[1] * size[1],
                x.channels()));
    }
}
