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

/** A 3x3 convolution, alone and with its gradients to the input and to input and weights, beside the stock operations. */
public class ConvolutionBenchmark extends OperatorBenchmark {

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

    private Supplier<List<INDArray>> convolution;
    private Supplier<List<INDArray>> withInput;
    private Supplier<List<INDArray>> withBoth;
    private DynamicCustomOp stock;
    private DynamicCustomOp stockGradients;

    @Setup
    public void setUp() {
        long[] images = {examples, size, size, channels};
        int rows = (size - 1) / stride + 1;
        long[] outputs = {examples, rows, rows, channels};
        INDArray weights = random(KERNEL, KERNEL, channels, channels);
        SameDiff graph = SameDiff.create();
        convolution = operator(List.of(convolution(graph, images, weights)));
        withInput = gradients(images, outputs, weights, "x");
        withBoth = gradients(images, outputs, weights, "x", "w");
        int[] arguments = {KERNEL, KERNEL, stride, stride, 0, 0, 1, 1, 1, 1, 0};
        stock = DynamicCustomOp.builder("conv2d")
                .addInputs(random(images), weights)
                .addOutputs(random(outputs))
                .addIntegerArguments(arguments)
                .build();
        stockGradients = DynamicCustomOp.builder("conv2d_bp")
                .addInputs(random(images), weights, random(outputs))
                .addOutputs(random(images), weights.dup())
                .addIntegerArguments(arguments)
                .build();
    }

    private SDVariable convolution(SameDiff graph, long[] images, INDArray weights) {
        Conv2DConfig config = Conv2DConfig.builder()
                .kH(KERNEL)
                .kW(KERNEL)
                .sH(stride)
                .sW(stride)
                .paddingMode(PaddingMode.SAME)
                .dataFormat(Conv2DConfig.NHWC)
                .build();
        return graph.cnn().conv2d(graph.placeHolder("x", DataType.FLOAT, images), graph.var("w", weights), config);
    }

    private Supplier<List<INDArray>> gradients(long[] images, long[] outputs, INDArray weights, String... wanted) {
        SameDiff graph = SameDiff.create();
        // A loss whose gradient for the convolution is g.
        SDVariable loss = convolution(graph, images, weights)
                .mul(graph.placeHolder("g", DataType.FLOAT, outputs))
                .sum();
        return operator(Gradients.of(loss)
                .withRespectTo(Stream.of(wanted).map(graph::getVariable).toList()));
    }

    @Benchmark
    public List<INDArray> convolution() {
        return convolution.get();
    }

    /** As in the search for a direction. */
    @Benchmark
    public List<INDArray> withInputGradient() {
        return withInput.get();
    }

    /** As in the gradient of the loss. */
    @Benchmark
    public List<INDArray> withBothGradients() {
        return withBoth.get();
    }

    /** The stock operation, called once. */
    @Benchmark
    public INDArray[] stock() {
        return Nd4j.exec(stock);
    }

    /** The same, of the gradients. */
    @Benchmark
    public INDArray[] stockGradients() {
        return Nd4j.exec(stockGradients);
    }
}
