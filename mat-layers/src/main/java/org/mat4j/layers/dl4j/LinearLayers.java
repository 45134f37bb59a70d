package org.mat4j.layers.dl4j;

import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.op.Channels;
import org.mat4j.layers.block.Nd4jActivation;
import org.mat4j.layers.block.Tensor;
import org.nd4j.autodiff.samediff.SDVariable;

/** Fully connected layers: weights are [in, out], as here. */
final class LinearLayers {

    private LinearLayers() {}

    static Part dense(DenseLayer layer) {
        Checks.require(!layer.hasLayerNorm(), "layer normalization in a dense layer", true, "none");
        return linear(layer, layer.hasBias());
    }

    static Part output(BaseOutputLayer layer) {
        return linear(layer, layer.hasBias());
    }

    private static Part linear(FeedForwardLayer layer, boolean bias) {
        requireNoWeightNoise(layer);
        UnaryOperator<SDVariable> activation = new Nd4jActivation(layer.getActivationFn())::of;
        double rate = LayerPass.dropoutRate(layer.getIDropout());
        long in = layer.getNIn();
        long out = layer.getNOut();
        LayerPass.Weights weights =
                new LayerPass.Weights(layer.getWeightInitFn(), in, out, IWeightInit.DEFAULT_WEIGHT_INIT_ORDER, in, out);
        return Part.of((pass, x) -> {
            SDVariable value = pass.dropout(pass.requireFeatures(x), rate).value();
            SDVariable y = value.mmul(pass.weights(WEIGHT_KEY, weights));
            if (bias) {
                y = Channels.shift(y, pass.vector(BIAS_KEY, layer.getBiasInit(), out));
            }
            return new Tensor(activation.apply(y), out);
        });
    }

    /** Noise on weights changes what a layer computes in training. */
    static void requireNoWeightNoise(BaseLayer layer) {
        Checks.require(layer.getWeightNoise() == null, "weight noise", layer.getWeightNoise(), "none");
    }
}
