package org.mat4j.core.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mat4j.core.autodiff.Gradients;
import org.mat4j.core.check.Values;
import org.mat4j.core.ops.ChannelShift;
import org.mat4j.core.ops.TrainingBatchNorm;
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

    final SameDiff graph = SameDiff.create();
    final Map<String, INDArray> parameters = new LinkedHashMap<>();
    final List<String> outputs = new ArrayList<>();

    ConvolutionalGraph(boolean dropout) {
        SDVariable x = graph.placeHolder("x", DataType.DOUBLE, -1, 8, 6, 2);
        SDVariable labels = graph.placeHolder("labels", DataType.DOUBLE, -1, CLASSES);
        SDVariable[] w = {
            parameter("w0", 3, 3, 2, 4),
            parameter("b0", 4),
            parameter("w1", 3, 3, 4, 5),
            parameter("gamma", 5),
            parameter("beta", 5),
            parameter("w2", 5, CLASSES),
            parameter("b2", CLASSES)
        };
        SDVariable h = graph.nn().relu(graph.cnn().conv2d(x, w[0], w[1], convolution(PaddingMode.SAME)), 0);
        h = graph.cnn().maxPooling2d(h, pooling(2, 2));
        h = graph.cnn().conv2d(h, w[2], convolution(PaddingMode.SAME));
        h = TrainingBatchNorm.of(h, 4, w[3], w[4], 1e-3).output();
        h = graph.cnn().avgPooling2d(graph.math().tanh(h), pooling(4, 3)).reshape(-1, 5);
        if (dropout) {
            SDVariable mask = new RandomBernoulli(graph, graph.shape(h), 0.5).outputVariable();
            outputs.add(mask.name());
            h = h.mul(mask.castTo(DataType.DOUBLE).mul(2));
        }
        SDVariable logits = ChannelShift.of(h.mmul(w[5]), w[6]);
        SDVariable loss =
                graph.nn().logSoftmax(logits, 1).mul(labels).sum(1).neg().mean();
        outputs.add(logits.name());
        outputs.add(loss.name());
        List<SDVariable> wanted = new ArrayList<>(List.of(w));
        wanted.add(x);
        Gradients.of(loss).withRespectTo(wanted).forEach(g -> outputs.add(g.name()));
    }

    /** What stock SameDiff computes. */
    Map<String, INDArray> stock(Map<String, INDArray> batch) {
        return graph.output(batch, outputs);
    }

    static Map<String, INDArray> batch(int size, long seed) {
        return Map.of("x", Values.normal(seed, size, 8, 6, 2), "labels", Values.oneHot(size, CLASSES));
    }

    private SDVariable parameter(String name, long... shape) {
        INDArray value = Values.normal(name.hashCode(), shape);
        parameters.put(name, value);
        return graph.var(name, value);
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
