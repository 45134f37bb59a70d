package org.mat4j.bench.operators;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.engine.op.Prelu;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
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

/** PReLU: forward, and forward and backward, of this library and of stock operations. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PreluBenchmark {

    /** Examples. */
    @Param("100")
    public int examples;

    /** Height and width. */
    @Param("28")
    public int size;

    /** Channels. */
    @Param("32")
    public int channels;

    private Operator forward;
    private Operator both;
    private Operator stockForward;
    private Operator stockBoth;

    /** Makes the operators. */
    @Setup
    public void setUp() {
        forward = operator(Form.COMPOSITE, Passes.FORWARD);
        both = operator(Form.COMPOSITE, Passes.FORWARD_AND_BACKWARD);
        stockForward = operator(Form.STOCK_OPERATIONS, Passes.FORWARD);
        stockBoth = operator(Form.STOCK_OPERATIONS, Passes.FORWARD_AND_BACKWARD);
    }

    private enum Form {
        COMPOSITE,
        STOCK_OPERATIONS
    }

    private enum Passes {
        FORWARD,
        FORWARD_AND_BACKWARD
    }

    private Operator operator(Form form, Passes passes) {
        long[] shape = {examples, size, size, channels};
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.FLOAT, shape);
        SDVariable slope = graph.var("slope", Nd4j.valueArrayOf(new long[] {channels}, 0.25, DataType.FLOAT));
        SDVariable y = form == Form.COMPOSITE ? Prelu.of(x, slope) : Prelu.ofStockOperations(x, slope);
        if (passes == Passes.FORWARD) {
            return new Operator(graph, y);
        }
        SDVariable loss = y.mul(graph.placeHolder("g", DataType.FLOAT, shape)).sum();
        List<SDVariable> gradients = Gradients.of(loss).withRespectTo(x, slope);
        return new Operator(graph, y, gradients.get(0), gradients.get(1));
    }

    /** The forward pass. */
    @Benchmark
    public List<INDArray> forward() {
        return forward.run();
    }

    /** The forward pass, and the gradients of x and slope. */
    @Benchmark
    public List<INDArray> forwardAndBackward() {
        return both.run();
    }

    /** The forward pass in stock operations. */
    @Benchmark
    public List<INDArray> stockForward() {
        return stockForward.run();
    }

    /** The same with gradients. */
    @Benchmark
    public List<INDArray> stockForwardAndBackward() {
        return stockBoth.run();
    }

    /** Frees the memory. */
    @TearDown
    public void tearDown() {
        List.of(forward, both, stockForward, stockBoth).forEach(Operator::close);
    }
}
