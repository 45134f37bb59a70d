package org.mat4j.layers.dl4j;

import static org.deeplearning4j.nn.params.ConvolutionParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.ConvolutionParamInitializer.WEIGHT_KEY;
import static org.deeplearning4j.nn.params.SeparableConvolutionParamInitializer.POINT_WISE_WEIGHT_KEY;

import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.mat4j.layers.block.Nd4jActivation;
import org.mat4j.layers.block.Tensor;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.ops.SDCNN;

/** Two-dimensional convolutions. */
final class Convolutions {

    private Convolutions() {}

    /** What an image is convolved with. */
    @FunctionalInterface
    private interface Kernel {

        /** @param bias null where there is none */
        SDVariable apply(LayerPass pass, SDVariable image, SDVariable bias);
    }

    static Part plain(ConvolutionLayer layer) {
        Window window = Window.of(layer);
        int[] k = layer.getKernelSize();
        int[] s = layer.getStride();
        double area = (double) k[0] * k[1];
        LayerPass.Weights weights = new LayerPass.Weights(
                layer.getWeightInitFn(),
                layer.getNIn() * area,
                layer.getNOut() * area / (s[0] * s[1]),
                'c',
                layer.getNOut(),
                layer.getNIn(),
                k[0],
                k[1]);
        return part(layer, window, (pass, image, bias) -> {
            SDCNN cnn = pass.graph().cnn();
            SDVariable w = window.spread(pass.weights(WEIGHT_KEY, weights), layer.getNIn(), layer.getNOut());
            return bias == null
                    ? cnn.conv2d(image, w, window.convolution())
                    : cnn.conv2d(image, w, bias, window.convolution());
        });
    }

    /** One filter or more for each channel, then a convolution of 1 x 1 over all of them. */
    static Part separable(SeparableConvolution2D layer) {
        Window window = Window.of(layer);
        int[] k = layer.getKernelSize();
        int[] s = layer.getStride();
        long in = layer.getNIn();
        int multiplier = layer.getDepthMultiplier();
        double area = (double) k[0] * k[1];
        LayerPass.Weights depth = new LayerPass.Weights(
                layer.getWeightInitFn(), in * area, multiplier * area / (s[0] * s[1]), 'c', multiplier, in, k[0], k[1]);
        double fan = (double) in * multiplier;
        LayerPass.Weights point =
                new LayerPass.Weights(layer.getWeightInitFn(), fan, fan, 'c', layer.getNOut(), in * multiplier, 1, 1);
        return part(layer, window, (pass, image, bias) -> {
            SDCNN cnn = pass.graph().cnn();
            SDVariable d = window.spread(pass.weights(WEIGHT_KEY, depth), in, multiplier);
            SDVariable p = pass.weights(POINT_WISE_WEIGHT_KEY, point);
            return bias == null
                    ? cnn.separableConv2d(image, d, p, window.convolution())
                    : cnn.separableConv2d(image, d, p, bias, window.convolution());
        });
    }

    private static Part part(ConvolutionLayer layer, Window window, Kernel kernel) {
        LinearLayers.requireNoWeightNoise(layer);
        UnaryOperator<SDVariable> activation = new Nd4jActivation(layer.getActivationFn())::of;
        double rate = LayerPass.dropoutRate(layer.getIDropout());
        return Part.of((pass, x) -> {
            SDVariable image = pass.dropout(pass.requireImage(x), rate).value();
            SDVariable bias = layer.hasBias() ? pass.vector(BIAS_KEY, layer.getBiasInit(), layer.getNOut()) : null;
            return new Tensor(
                    activation.apply(kernel.apply(pass, image, bias)),
                    window.size(x.shape()[0], 0),
                    window.size(x.shape()[1], 1),
                    layer.getNOut());
        });
    }
}
