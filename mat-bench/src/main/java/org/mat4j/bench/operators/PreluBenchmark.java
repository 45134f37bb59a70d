package org.mat4j.bench.operators;

import java.util.List;
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

/** PReLU, forward, and forward and backward. */
public class PreluBenchmark extends OperatorBenchmark {

    /** Whose PReLU. */
    public enum Operations {
        OWN,
        STOCK
    }

    @Param({"OWN", "STOCK"})
    public Operations operations;

    @Param("100")
    public int examples;

    /** Height and width. */
    @Param("28")
    public int size;

    @Param("32")
    public int channels;

    private Supplier<List<INDArray>> forward;
    private Supplier<List<INDArray>> both;

    @Setup
    public void setUp() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.FLOAT, examples, size, size, channels);
        SDVariable slope = graph.var("slope", Nd4j.valueArrayOf(new long[] {channels}, 0.25, DataType.FLOAT));
        SDVariable y = operations == Operations.OWN ? Prelu.of(x, slope) : Prelu.ofStockOperations(x, slope);
        forward = operator(List.of(y));
        SDVariable loss = y.mul(graph.placeHolder("g", DataType.FLOAT, examples, size, size, channels))
                .sum();
        List<SDVariable> gradients = Gradients.of(loss).withRespectTo(x, slope);
        both = operator(List.of(y, gradients.get(0), gradients.get(1)));
    }

    @Benchmark
    public List<INDArray> forward() {
        return forward.get();
    }

    /** The forward pass, and the gradients of x and slope. */
    @Benchmark
    public List<INDArray> forwardAndBackward() {
        return both.get();
    }
}
