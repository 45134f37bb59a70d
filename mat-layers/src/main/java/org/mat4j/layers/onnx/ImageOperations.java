package org.mat4j.layers.onnx;

import static java.util.Map.entry;
import static org.mat4j.layers.onnx.Attributes.integer;
import static org.mat4j.layers.onnx.Attributes.number;
import static org.mat4j.layers.onnx.Attributes.text;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Operations on images. ONNX has the channels first and this library's networks have them last, so that such operations stand
 * between two transpositions; runtimes remove those between neighbors.
 */
final class ImageOperations {

    private static final long[] TO_CHANNELS_FIRST = {0, 3, 1, 2};
    private static final long[] TO_CHANNELS_LAST = {0, 2, 3, 1};

    /** For weights of each format as ONNX has them, [out, in, k, k]. */
    private static final int[][] CONVOLUTION = {{3, 2, 0, 1}, {0, 1, 2, 3}, {0, 3, 1, 2}};

    /** For weights of each format as [in, multiplier, k, k]. */
    private static final int[][] DEPTHWISE = {{2, 3, 0, 1}, {1, 0, 2, 3}, {3, 0, 1, 2}};

    static final Map<String, Translator> TABLE = Map.ofEntries(
            entry("conv2d", ImageOperations::convolution),
            entry("depthwise_conv2d", ImageOperations::depthwise),
            entry("sconv2d", ImageOperations::separable),
            entry("deconv2d", ImageOperations::deconvolution),
            entry("maxpool2d", ImageOperations::maxPooling),
            entry("avgpool2d", ImageOperations::averagePooling),
            entry("upsampling2d", ImageOperations::upsampling),
            entry("lrn", ImageOperations::localResponse),
            entry("pad", ImageOperations::pad));

    private ImageOperations() {}

    /** Computes with the channels first; the result has them where the input has. */
    private static String channelsFirst(Operation op, boolean channelsLast, UnaryOperator<String> computed) {
        return channelsLast
                ? op.transposed(computed.apply(op.transposed(op.input(0), TO_CHANNELS_FIRST)), TO_CHANNELS_LAST)
                : computed.apply(op.input(0));
    }

    /** Whether an argument, if it is there, says that the channels come last. */
    private static boolean channelsLast(Operation op, int argument) {
        return op.integers().length > argument && op.integers()[argument] == 1;
    }

    private static String convolved(
            Operation op, String operator, String images, String weights, int bias, int groups) {
        Window window = new Window(op, channelsLast(op, 9));
        List<AttributeProto> attributes = window.attributes();
        attributes.add(window.dilations());
        attributes.add(integer("group", groups));
        return op.inputCount() > bias
                ? op.add(operator, attributes, images, weights, op.input(bias))
                : op.add(operator, attributes, images, weights);
    }

    /**
     * The order of the axes of weights. An argument has their format: 0 is [k, k, in, out], 1 is [out, in, k, k] and 2 is
     * [out, k, k, in].
     */
    private static int[] order(Operation op, int[][] orders) {
        return orders[op.integers().length > 10 ? (int) op.integers()[10] : 0];
    }

    private static String weights(Operation op, int input, int[] order) {
        return op.known(input)
                .map(array -> op.onnx().constant(op.name() + ".weight", array.permute(order)))
                .orElseGet(() -> op.transposed(
                        op.input(input), Arrays.stream(order).asLongStream().toArray()));
    }

    private static String convolution(Operation op) {
        String weights = weights(op, 1, order(op, CONVOLUTION));
        return channelsFirst(op, channelsLast(op, 9), x -> convolved(op, "Conv", x, weights, 2, 1));
    }

    private static String depthwise(Operation op) {
        return channelsFirst(op, channelsLast(op, 9), x -> depthwise(op, x, 2));
    }

    /** A group for each channel. */
    private static String depthwise(Operation op, String images, int bias) {
        INDArray w = op.requireKnown(1).permute(order(op, DEPTHWISE)).dup('c');
        INDArray grouped = w.reshape('c', w.size(0) * w.size(1), 1, w.size(2), w.size(3));
        String weights = op.onnx().constant(op.name() + ".weight", grouped);
        return convolved(op, "Conv", images, weights, bias, (int) w.size(0));
    }

    /** By channel, then across channels. */
    private static String separable(Operation op) {
        int none = op.inputCount();
        return channelsFirst(op, channelsLast(op, 9), x -> {
            String images = depthwise(op, x, none);
            String across = weights(op, 2, order(op, CONVOLUTION));
            return op.inputCount() > 3 ? op.add("Conv", images, across, op.input(3)) : op.add("Conv", images, across);
        });
    }

    /** In and out are the other way round. */
    private static String deconvolution(Operation op) {
        long[] a = op.integers();
        op.require(a[8] == 0, "padding mode", a[8], "0, by given sizes");
        String weights = weights(op, 1, order(op, CONVOLUTION));
        return channelsFirst(op, channelsLast(op, 9), x -> convolved(op, "ConvTranspose", x, weights, 2, 1));
    }

    private static String maxPooling(Operation op) {
        Window window = new Window(op, channelsLast(op, 10));
        List<AttributeProto> attributes = window.attributes();
        attributes.add(window.dilations());
        return channelsFirst(op, window.channelsLast(), x -> op.add("MaxPool", attributes, x));
    }

    private static String averagePooling(Operation op) {
        long[] a = op.integers();
        op.require(a[6] == 1 && a[7] == 1, "dilation", a[6] + " x " + a[7], "1 x 1");
        Window window = new Window(op, channelsLast(op, 10));
        List<AttributeProto> attributes = window.attributes();
        attributes.add(integer("count_include_pad", a[9]));
        return channelsFirst(op, window.channelsLast(), x -> op.add("AveragePool", attributes, x));
    }

    /** Repeats pixels; the third argument, if it is there, is 1 for channels that come first. */
    private static String upsampling(Operation op) {
        long[] a = op.integers();
        String scales = op.onnx().constant(op.name(), Nd4j.createFromArray(1f, 1f, a[0], a[1]));
        List<AttributeProto> nearest = List.of(
                text("mode", "nearest"),
                text("coordinate_transformation_mode", "asymmetric"),
                text("nearest_mode", "floor"));
        return channelsFirst(op, a.length > 2 && a[2] == 0, x -> op.add("Resize", nearest, x, "", scales));
    }

    /** x / (bias + alpha sum of squares)^beta over neighboring channels, which come last; ONNX takes a mean for the sum. */
    private static String localResponse(Operation op) {
        double[] t = op.numbers();
        long size = 2 * op.integers()[0] + 1;
        op.require(op.shape(0).length == 4, "number of axes of the input", op.shape(0).length, "4");
        return channelsFirst(
                op,
                true,
                x -> op.add(
                        "LRN",
                        List.of(
                                integer("size", size),
                                number("bias", t[0]),
                                number("alpha", t[1] * size),
                                number("beta", t[2])),
                        x));
    }

    /** The second input has a row for each axis, with the sizes before and behind it. */
    private static String pad(Operation op) {
        long mode = op.integers()[0];
        op.require(mode == 0 || mode == 1, "mode", mode, "0, constant, or 1, reflecting");
        long[] pads = op.requireKnown(1).transpose().dup('c').data().asLong();
        op.require(Arrays.stream(pads).allMatch(p -> p >= 0), "padding", Arrays.toString(pads), "sizes of at least 0");
        double value = op.numbers().length > 0 ? op.numbers()[0] : 0;
        return op.add(
                "Pad",
                List.of(text("mode", mode == 0 ? "constant" : "reflect")),
                op.input(0),
                op.longs(pads),
                op.number(value));
    }
}
