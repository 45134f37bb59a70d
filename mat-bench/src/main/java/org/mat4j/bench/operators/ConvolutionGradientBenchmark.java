package org.mat4j.bench.operators;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.mat4j.core.engine.gradient.Gradients;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Gradients of a 3x3 convolution: of the input alone, of input and weights, and stock {@code conv2d_bp}. */
public class ConvolutionGradientBenchmark extends OperatorBenchmark {

    private static final int KERNEL = 3;

    @Param("32")
    public int examples;

    /** Height and width. */
    @Param("32")
    public int size;

    /** Channels and filters. */
    @Param("128")
    public int channels;

    /** 2 halves the image. */
    @Param({"1", "2"})
    public int stride;

    private Supplier<List<INDArray>> ofInput;
    private Supplier<List<INDArray>> ofBoth;
    private DynamicCustomOp stock;

    @Setup
    public void setUp() {
        long[] images = {examples, size, size, channels};
        int rows = (size - 1) / stride + 1;
        long[] outputs = {examples, rows, rows, channels};
        INDArray weights = random(KERNEL, KERNEL, channels, channels);
        ofInput = gradients(images, outputs, weights, "x");
        ofBoth = gradients(images, outputs, weights, "x", "w");
        stock = DynamicCustomOp.builder("conv2d_bp")
                .addInputs(random(images), weights, random(outputs))
                .addOutputs(random(images), weights.dup())
                .addIntegerArguments(KERNEL, KERNEL, stride, stride, 0, 0, 1, 1, 1, 1, 0)
                .build();
    }

    private Supplier<List<INDArray>> gradients(long[] images, long[] outputs, INDArray weights, String... wanted) {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.FLOAT, images);
        SDVariable w = graph.var("w", weights);
        Conv2DConfig config = Conv2DConfig.builder()
                .kH(KERNEL)
                .kW(KERNEL)
                .sH(stride)
                .sW(stride)
                .paddingMode(PaddingMode.SAME)
                .dataFormat(Conv2DConfig.NHWC)
                .build();
        // The loss is the sum of the output times g, so that g is the output's gradient and no forward pass is needed.
        SDVariable loss = graph.cnn()
                .conv2d(x, w, config)
                .mul(graph.placeHolder("g", DataType.FLOAT, outputs))
                .sum();
        return operator(Gradients.of(loss)
                .withRespectTo(Stream.of(wanted).map(graph::getVariable).toList()));
    }

    /** As in the search for a direction. */
    @Benchmark
    public List<INDArray> ofInput() {
        return ofInput.get();
    }

    /** As in the gradient of the loss. */
    @Benchmark
    public List<INDArray> ofInputAndWeights() {
        return ofBoth.get();
    }

    /** The stock operation, called once. */
    @Benchmark
    public INDArray[] stock() {
        return Nd4j.exec(stock);
    }
}
