package org.mat4j.bench.operators;

import java.util.List;
import java.util.function.Supplier;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.engine.op.TrainingBatchNorm;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Batch normalization in training: forward, forward and backward, and stock {@code batchnorm_bp} alone. */
public class BatchNormBenchmark extends OperatorBenchmark {

    private static final double EPSILON = 1e-6;

    @Param("32")
    public int examples;

    /** Height and width. */
    @Param("32")
    public int size;

    @Param("128")
    public int channels;

    private Supplier<List<INDArray>> forward;
    private Supplier<List<INDArray>> both;
    private DynamicCustomOp stock;

    @Setup
    public void setUp() {
        long[] shape = {examples, size, size, channels};
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.FLOAT, shape);
        SDVariable gamma = graph.var("gamma", Nd4j.ones(DataType.FLOAT, channels));
        SDVariable beta = graph.var("beta", Nd4j.zeros(DataType.FLOAT, channels));
        SDVariable y = TrainingBatchNorm.of(x, 4, gamma, beta, EPSILON).output();
        forward = operator(List.of(y));
        SDVariable loss = y.mul(graph.placeHolder("g", DataType.FLOAT, shape)).sum();
        both = operator(Gradients.of(loss).withRespectTo(x, gamma, beta));
        INDArray vector = Nd4j.ones(DataType.FLOAT, channels);
        INDArray image = random(shape);
        stock = DynamicCustomOp.builder("batchnorm_bp")
                .addInputs(image, vector, vector, vector, vector, random(shape))
                .addOutputs(image.dup(), vector.dup(), vector.dup(), vector.dup(), vector.dup())
                .addIntegerArguments(1, 1, 3)
                .addFloatingPointArguments(EPSILON)
                .build();
    }

    @Benchmark
    public List<INDArray> forward() {
        return forward.get();
    }

    /** The forward pass, and the gradients of x, gamma and beta. */
    @Benchmark
    public List<INDArray> forwardAndBackward() {
        return both.get();
    }

    /** Stock gradients, with mean and variance given. */
    @Benchmark
    public INDArray[] stockBackward() {
        return Nd4j.exec(stock);
    }
}
