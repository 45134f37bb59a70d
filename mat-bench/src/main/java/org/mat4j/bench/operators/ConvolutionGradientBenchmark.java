package org.mat4j.bench.operators;

import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Gradients of a 3x3 convolution: of the input alone, of input and weights, and stock {@code conv2d_bp}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ConvolutionGradientBenchmark {

    private static final int KERNEL = 3;

    /** Examples. */
    @Param("32")
    public int examples;

    /** Height and width. */
    @Param("32")
    public int size;

    /** Channels and filters. */
    @Param("128")
    public int channels;

    private Operator ofInput;
    private Operator ofBoth;
    private DynamicCustomOp stock;

    /** Makes the operators. */
    @Setup
    public void setUp() {
        long[] images = {examples, size, size, channels};
        INDArray weights = Operator.random(KERNEL, KERNEL, channels, channels);
        ofInput = gradients(images, weights, "x");
        ofBoth = gradients(images, weights, "x", "w");
        stock = DynamicCustomOp.builder("conv2d_bp")
                .addInputs(Operator.random(images), weights, Operator.random(images))
                .addOutputs(Operator.random(images), weights.dup())
                .addIntegerArguments(KERNEL, KERNEL, 1, 1, 0, 0, 1, 1, 1, 1, 0)
                .build();
    }

    private static Operator gradients(long[] images, INDArray weights, String... wanted) {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.FLOAT, images);
        SDVariable w = graph.var("w", weights);
        Conv2DConfig config = Conv2DConfig.builder()
                .kH(KERNEL)
                .kW(KERNEL)
                .paddingMode(PaddingMode.SAME)
                .dataFormat(Conv2DConfig.NHWC)
                .build();
        // The loss is the sum of the output times g, so that g is the output's gradient and no forward pass is needed.
        SDVariable loss = graph.cnn()
                .conv2d(x, w, config)
                .mul(graph.placeHolder("g", DataType.FLOAT, images))
                .sum();
        List<SDVariable> variables =
                List.of(wanted).stream().map(graph::getVariable).toList();
        return new Operator(graph, Gradients.of(loss).withRespectTo(variables).toArray(SDVariable[]::new));
    }

    /** As in the search for a direction. */
    @Benchmark
    public List<INDArray> ofInput() {
        return ofInput.run();
    }

    /** As in the gradient of the loss. */
    @Benchmark
    public List<INDArray> ofInputAndWeights() {
        return ofBoth.run();
    }

    /** The stock operation, called once. */
    @Benchmark
    public INDArray[] stock() {
        return Nd4j.exec(stock);
    }

    /** Frees the memory. */
    @TearDown
    public void tearDown() {
        ofInput.close();
        ofBoth.close();
    }
}
