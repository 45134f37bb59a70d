package org.mat4j.bench.operators;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.engine.op.Prelu;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** PReLU: forward, and forward and backward, of this library and of stock operations. */
public class PreluBenchmark extends OperatorBenchmark {

    /** Examples. */
    @Param("100")
    public int examples;

    /** Height and width. */
    @Param("28")
    public int size;

    /** Channels. */
    @Param("32")
    public int channels;

    private Supplier<List<INDArray>> forward;
    private Supplier<List<INDArray>> both;
    private Supplier<List<INDArray>> stockForward;
    private Supplier<List<INDArray>> stockBoth;

    /** Makes the operators. */
    @Setup
    public void setUp() {
        forward = forward(Prelu::of);
        both = both(Prelu::of);
        stockForward = forward(Prelu::ofStockOperations);
        stockBoth = both(Prelu::ofStockOperations);
    }

    private Supplier<List<INDArray>> forward(BinaryOperator<SDVariable> prelu) {
        SDVariable y = output(prelu);
        return operator(y.getSameDiff(), y);
    }

    private Supplier<List<INDArray>> both(BinaryOperator<SDVariable> prelu) {
        SDVariable y = output(prelu);
        SameDiff graph = y.getSameDiff();
        SDVariable loss = y.mul(graph.placeHolder("g", DataType.FLOAT, examples, size, size, channels))
                .sum();
        List<SDVariable> gradients =
                Gradients.of(loss).withRespectTo(graph.getVariable("x"), graph.getVariable("slope"));
        return operator(graph, y, gradients.get(0), gradients.get(1));
    }

    private SDVariable output(BinaryOperator<SDVariable> prelu) {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.FLOAT, examples, size, size, channels);
        return prelu.apply(x, graph.var("slope", Nd4j.valueArrayOf(new long[] {channels}, 0.25, DataType.FLOAT)));
    }

    /** The forward pass. */
    @Benchmark
    public List<INDArray> forward() {
        return forward.get();
    }

    /** The forward pass, and the gradients of x and slope. */
    @Benchmark
    public List<INDArray> forwardAndBackward() {
        return both.get();
    }

    /** The forward pass in stock operations. */
    @Benchmark
    public List<INDArray> stockForward() {
        return stockForward.get();
    }

    /** The same with gradients. */
    @Benchmark
    public List<INDArray> stockForwardAndBackward() {
        return stockBoth.get();
    }
}
