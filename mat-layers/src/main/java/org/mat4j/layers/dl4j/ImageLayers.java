package org.mat4j.layers.dl4j;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.mat4j.core.check.Checks;
import org.mat4j.layers.block.Tensor;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.ops.SDCNN;
import org.nd4j.autodiff.samediff.ops.SDMath;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Pooling2D.Divisor;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.factory.Nd4j;

/** Layers without parameters that change the size of images. */
final class ImageLayers {

    /** That of DL4J's poolings of single windows. */
    private static final double NORM_EPSILON = 1e-8;

    private ImageLayers() {}

    static Part pooling(SubsamplingLayer layer) {
        Window window = Window.of(layer);
        Checks.require(
                Arrays.equals(window.dilation(), new int[] {1, 1}),
                "dilation of a pooling",
                Arrays.toString(window.dilation()),
                "[1, 1], since ND4J pools without the holes in single precision");
        Pooling2DConfig excluding = window.pooling(Divisor.EXCLUDE_PADDING);
        Pooling2DConfig including = window.pooling(Divisor.INCLUDE_PADDING);
        double area = (double) window.kernel()[0] * window.kernel()[1];
        UnaryOperator<SDVariable> pooling =
                switch (layer.getPoolingType()) {
                    case MAX -> x -> cnn(x).maxPooling2d(x, excluding);
                    case AVG ->
                        x -> cnn(x).avgPooling2d(x, layer.isAvgPoolIncludePadInDivisor() ? including : excluding);
                    case SUM ->
                        throw new IllegalArgumentException("type of a pooling is SUM, expected MAX, AVG or PNORM");
                    case PNORM ->
                        norm(layer.getPnorm(), layer.getEps(), x -> cnn(x).avgPooling2d(x, including)
                                .mul(area));
                };
        return Part.of((pass, x) -> new Tensor(
                pooling.apply(pass.requireImage(x).value()),
                window.size(x.shape()[0], 0),
                window.size(x.shape()[1], 1),
                x.channels()));
    }

    private static SDCNN cnn(SDVariable x) {
        return x.getSameDiff().cnn();
    }

    static Part globalPooling(GlobalPoolingLayer layer) {
        UnaryOperator<SDVariable> pooling =
                switch (layer.getPoolingType()) {
                    case MAX -> x -> x.max(1, 2);
                    case AVG -> x -> x.mean(1, 2);
                    case SUM -> x -> x.sum(1, 2);
                    case PNORM -> norm(layer.getPnorm(), NORM_EPSILON, x -> x.sum(1, 2));
                };
        return Part.of((pass, x) -> {
            SDVariable y = pooling.apply(pass.requireImage(x).value());
            return layer.isCollapseDimensions()
                    ? new Tensor(y, x.channels())
                    : new Tensor(y.reshape(-1, 1, 1, x.channels()), 1, 1, x.channels());
        });
    }

    /** (sum of |x|^p)^(1 / p), at least epsilon, so that a window of zeros has a gradient. */
    private static UnaryOperator<SDVariable> norm(int p, double epsilon, UnaryOperator<SDVariable> sum) {
        return x -> {
            SDMath math = x.getSameDiff().math();
            SDVariable powers = p % 2 == 0 ? math.pow(x, p) : math.pow(math.abs(x), p);
            SDVariable least = x.getSameDiff().constant(Math.pow(epsilon, p)).castTo(x.dataType());
            return math.pow(math.max(sum.apply(powers), least), 1.0 / p);
        };
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
