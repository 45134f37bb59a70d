package org.mat4j.layers.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutionalFlat;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeFeedForward;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.mat4j.layers.block.Tensor;
import org.mat4j.layers.dl4j.NetworkGraph.Node;

/**
 * What a network reads.
 *
 * @param shape of one example here: [features] or [height, width, channels]
 * @param type DL4J's
 * @param format in which DL4J has images
 */
record NetworkInput(long[] shape, InputType type, CNN2DFormat format) {

    /** As the configuration tells, which does not keep its input type but has traces of it. */
    static NetworkInput of(NetworkGraph graph) {
        for (Node node : graph.readers(graph.input()).toList()) {
            Object first = node.preprocessor().map(Object.class::cast).orElse(node.part());
            if (first instanceof FeedForwardToCnnPreProcessor p) {
                return of(
                        graph, InputType.convolutionalFlat(p.getInputHeight(), p.getInputWidth(), p.getNumChannels()));
            }
            if (first instanceof CnnToFeedForwardPreProcessor p) {
                return of(graph, InputType.convolutional(p.getInputHeight(), p.getInputWidth(), p.getNumChannels()));
            }
            if (first instanceof FeedForwardLayer layer && !(layer instanceof ConvolutionLayer) && layer.getNIn() > 0) {
                return of(graph, InputType.feedForward(layer.getNIn()));
            }
        }
        throw new IllegalArgumentException(
                "the configuration does not say how large the images are that it reads,"
                        + " expected its input type: Dl4jNetwork.of(network, InputType.convolutional(height, width, channels))");
    }

    static NetworkInput of(NetworkGraph graph, InputType type) {
        return new NetworkInput(shape(type), type, format(graph));
    }

    private static long[] shape(InputType type) {
        if (type instanceof InputTypeFeedForward t) {
            return new long[] {t.getSize()};
        }
        if (type instanceof InputTypeConvolutional t) {
            return new long[] {t.getHeight(), t.getWidth(), t.getChannels()};
        }
        if (type instanceof InputTypeConvolutionalFlat t) {
            return new long[] {t.getHeight(), t.getWidth(), t.getDepth()};
        }
        throw new IllegalArgumentException(
                "type of the network's input is " + type + ", expected features, images or flat images");
    }

    private static CNN2DFormat format(NetworkGraph graph) {
        List<CNN2DFormat> formats = graph.nodes().values().stream()
                .map(node -> node.part() instanceof ConvolutionLayer c
                        ? c.getCnn2dDataFormat()
                        : node.part() instanceof SubsamplingLayer s ? s.getCnn2dDataFormat() : null)
                .filter(format -> format != null)
                .distinct()
                .toList();
        if (formats.size() > 1) {
            throw new IllegalArgumentException(
                    "the layers' formats of images are " + formats + ", expected the same in all layers");
        }
        return formats.isEmpty() ? CNN2DFormat.NCHW : formats.get(0);
    }

    /** What the first layers are given: flat images as rows, unless they are to become images again. */
    Tensor given(Tensor input, NetworkGraph graph) {
        boolean rows = type instanceof InputTypeConvolutionalFlat
                && graph.readers(graph.input()).noneMatch(node -> node.preprocessor()
                        .filter(FeedForwardToCnnPreProcessor.class::isInstance)
                        .isPresent());
        return rows ? Preprocessors.flatten(input, CNN2DFormat.NCHW) : input;
    }
}
