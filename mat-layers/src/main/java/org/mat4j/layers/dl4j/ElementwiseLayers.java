package org.mat4j.layers.dl4j;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.params.PReLUParamInitializer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.mat4j.core.engine.op.Prelu;
import org.mat4j.layers.block.Nd4jActivation;
import org.nd4j.autodiff.samediff.SDVariable;

/** Layers that keep the shape of what they read. */
final class ElementwiseLayers {

    private ElementwiseLayers() {}

    static Part activation(ActivationLayer layer) {
        UnaryOperator<SDVariable> activation = new Nd4jActivation(layer.getActivationFn())::of;
        return Part.of((pass, x) -> LayerPass.map(x, activation));
    }

    static Part loss(LossLayer layer) {
        UnaryOperator<SDVariable> activation = new Nd4jActivation(layer.getActivationFn())::of;
        return Part.of((pass, x) -> LayerPass.map(x, activation));
    }

    static Part dropout(DropoutLayer layer) {
        double rate = LayerPass.dropoutRate(layer.getIDropout());
        return Part.of((pass, x) -> pass.dropout(x, rate));
    }

    /** A slope for each element, or for all that share it. */
    static Part prelu(PReLULayer layer) {
        double rate = LayerPass.dropoutRate(layer.getIDropout());
        LinearLayers.requireNoWeightNoise(layer);
        long[] shape = layer.getInputShape().clone();
        if (layer.getSharedAxes() != null) {
            Arrays.stream(layer.getSharedAxes()).forEach(axis -> shape[(int) axis - 1] = 1);
        }
        LayerPass.Weights slopes = new LayerPass.Weights(
                layer.getWeightInitFn(), layer.getNIn(), layer.getNOut(), IWeightInit.DEFAULT_WEIGHT_INIT_ORDER, shape);
        return Part.of((pass, x) -> {
            SDVariable slope = pass.weights(PReLUParamInitializer.WEIGHT_KEY, slopes);
            return LayerPass.map(pass.dropout(x, rate), v -> prelu(pass, v, slope, x.channels()));
        });
    }

    private static SDVariable prelu(LayerPass pass, SDVariable x, SDVariable slope, long channels) {
        long[] shape = slope.getShape();
        if (Arrays.stream(shape).reduce(1, (a, b) -> a * b) == channels && shape[shape.length - 1] == channels) {
            SDVariable perChannel = slope.reshape(channels);
            return pass.isTraining() ? Prelu.of(x, perChannel) : Prelu.ofStockOperations(x, perChannel);
        }
        SDVariable positive = pass.graph().nn().relu(x, 0);
        return positive.add(x.sub(positive).mul(slope));
    }
}
