package org.mat4j.core.engine.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.engine.op.Channels;
import org.mat4j.core.engine.op.TrainingBatchNorm;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.api.ops.random.custom.RandomBernoulli;

/** A small convolutional network with its loss and all gradients: an update without perturbation. */
final class ConvolutionalGraph {

    private static final int CLASSES = 3;
    private static final double EPSILON = 1e-3;

    /** How the batch is normalized: rows, gamma and beta to the normalized rows. */
    private interface Normalization {
        SDVariable apply(SDVariable x, SDVariable gamma, SDVariable beta);
    }

    final SameDiff graph = SameDiff.create();
    final Map<String, INDArray> parameters = new LinkedHashMap<>();
    final List<String> outputs = new ArrayList<>();

    /** The same network for SameDiff's own differentiation, which cannot do batch normalization as an operation. */
    private final SameDiff stock = SameDiff.create();

    private final List<String> stockValues = new ArrayList<>();

    ConvolutionalGraph(boolean dropout) {
        SDVariable loss =
                build(graph, outputs, dropout, (x, gamma, beta) -> TrainingBatchNorm.of(x, 4, gamma, beta, EPSILON)
                        .output());
        Gradients.of(loss).withRespectTo(wanted(graph)).forEach(g -> outputs.add(g.name()));
        stock.setLossVariables(build(stock, stockValues, false, ConvolutionalGraph::arithmetic));
    }

    private SDVariable build(SameDiff graph, List<String> outputs, boolean dropout, Normalization normalization) {
        SDVariable x = graph.placeHolder("x", DataType.DOUBLE, -1, 8, 6, 2);
        SDVariable labels = graph.placeHolder("labels", DataType.DOUBLE, -1, CLASSES);
        SDVariable[] w = {
            parameter(graph, "w0", 3, 3, 2, 4),
            parameter(graph, "b0", 4),
            parameter(graph, "w1", 3, 3, 4, 5),
            parameter(graph, "gamma", 5),
            parameter(graph, "beta", 5),
            parameter(graph, "w2", 5, CLASSES),
            parameter(graph, "b2", CLASSES)
        };
        SDVariable h = graph.nn().relu(graph.cnn().conv2d(x, w[0], w[1], convolution(PaddingMode.SAME)), 0);
        h = graph.cnn().maxPooling2d(h, pooling(2, 2));
        h = graph.cnn().conv2d(h, w[2], convolution(PaddingMode.SAME));
        h = normalization.apply(h, w[3], w[4]);
        h = graph.cnn().avgPooling2d(graph.math().tanh(h), pooling(4, 3)).reshape(-1, 5);
        if (dropout) {
            SDVariable mask = new RandomBernoulli(graph, graph.shape(h), 0.5).outputVariable();
            outputs.add(mask.name());
            h = h.mul(mask.castTo(DataType.DOUBLE).mul(2));
        }
        SDVariable logits = Channels.shift(h.mmul(w[5]), w[6]);
        // SameDiff cannot differentiate logSoftmax with an axis.
        SDVariable probabilities = graph.nn().softmax(logits, 1);
        SDVariable loss =
                graph.math().log(probabilities).mul(labels).sum(1).neg().mean();
        outputs.add(logits.name());
        outputs.add(loss.name());
        return loss;
    }

    private static SDVariable arithmetic(SDVariable x, SDVariable gamma, SDVariable beta) {
        SDVariable centered = x.sub(x.mean(true, 0, 1, 2));
        SDVariable variance = centered.mul(centered).mean(true, 0, 1, 2);
        SDVariable deviation = x.getSameDiff().math().sqrt(variance.add(EPSILON));
        return centered.div(deviation).mul(gamma).add(beta);
    }

    private List<SDVariable> wanted(SameDiff graph) {
        List<SDVariable> wanted = new ArrayList<>();
        parameters.keySet().forEach(name -> wanted.add(graph.getVariable(name)));
        wanted.add(graph.getVariable("x"));
        return wanted;
    }

    /** What stock SameDiff computes, by the names of {@link #outputs}; without dropout. */
    Map<String, INDArray> stock(Map<String, INDArray> batch) {
        Map<String, INDArray> values = stock.output(batch, stockValues);
        List<String> wanted = wanted(stock).stream().map(SDVariable::name).toList();
        Map<String, INDArray> gradients = stock.calculateGradients(batch, wanted);
        Map<String, INDArray> result = new LinkedHashMap<>();
        for (int i = 0; i < stockValues.size(); i++) {
            result.put(outputs.get(i), values.get(stockValues.get(i)));
        }
        for (int i = 0; i < wanted.size(); i++) {
            result.put(outputs.get(stockValues.size() + i), gradients.get(wanted.get(i)));
        }
        return result;
    }

    static Map<String, INDArray> batch(int size, long seed) {
        return Map.of("x", Values.normal(seed, size, 8, 6, 2), "labels", Values.oneHot(size, CLASSES));
    }

    private SDVariable parameter(SameDiff graph, String name, long... shape) {
        return graph.var(name, parameters.computeIfAbsent(name, n -> Values.normal(n.hashCode(), shape)));
    }

    private static Conv2DConfig convolution(PaddingMode padding) {
        return Conv2DConfig.builder()
                .kH(3)
                .kW(3)
                .paddingMode(padding)
                .dataFormat(Conv2DConfig.NHWC)
                .build();
    }

    private static Pooling2DConfig pooling(int height, int width) {
        return Pooling2DConfig.builder()
                .kH(height)
                .kW(width)
                .sH(height)
                .sW(width)
                .isNHWC(true)
                .build();
    }
}
