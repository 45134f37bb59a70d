package org.mat4j.core.engine.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.mat4j.core.engine.convolution.Recorder;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The native operations that one of a graph is carried out as, in the order they run, and memory for the values in between. */
public final class NativeCalls implements Recorder {

    private final Arena arena;
    private final PlanConstants constants;
    private final List<NativeCall> calls = new ArrayList<>();
    private final List<INDArray> scratch = new ArrayList<>();

    NativeCalls(Arena arena, PlanConstants constants) {
        this.arena = arena;
        this.constants = constants;
    }

    @Override
    public void add(String operation, INDArray[] inputs, INDArray[] outputs, long[] integers, double... numbers) {
        OpContext context = Nd4j.getExecutioner().buildContext();
        context.setArgs(inputs, integers, new DataType[0], numbers, new boolean[0]);
        for (int i = 0; i < outputs.length; i++) {
            context.setOutputArray(i, outputs[i]);
        }
        calls.add(new NativeCall(DynamicCustomOp.builder(operation).build(), context));
    }

    /** Adds an operation of ND4J's older kind, with the arrays it was made with. */
    public <T extends DifferentialFunction & Op> void add(T operation) {
        OpContext context = Nd4j.getExecutioner().buildContext();
        context.setInputArray(0, operation.x());
        context.setOutputArray(0, operation.z());
        calls.add(new NativeCall(operation, context));
    }

    /** An uninitialized array of the other's shape and type, this operation's until it is done. */
    public INDArray scratchLike(INDArray other) {
        return scratch(other.dataType(), other.shape());
    }

    @Override
    public int size() {
        return calls.size();
    }

    @Override
    public void addAgain(int from, int to) {
        calls.addAll(List.copyOf(calls.subList(from, to)));
    }

    @Override
    public INDArray constant(Object key, Supplier<INDArray> values) {
        return constants.of(key, values);
    }

    @Override
    public INDArray scratch(DataType type, long... shape) {
        INDArray array = arena.allocate(LongShapeDescriptor.fromShape(shape, type));
        scratch.add(array);
        return array;
    }

    /** A vector of equal numbers, [n], that is made once for the plan. Not to be written. */
    public INDArray constant(DataType type, long n, double value) {
        return constants.row(type, n, value).reshape(n);
    }

    /** Sum over the rows of x [..., n], into sum [n]: a product with a row of ones is by far the fastest way. */
    public void addRowSum(INDArray x, INDArray sum) {
        long columns = x.size(x.rank() - 1);
        long rows = x.length() / columns;
        INDArray[] inputs = {constants.row(x.dataType(), rows, 1), x.reshape('c', rows, columns)};
        add("matmul", inputs, new INDArray[] {sum.reshape('c', 1, columns)}, new long[] {0, 0, 0});
    }

    /**
     * result [..., n] = (x - mean) scale + shift, each of the vectors [n], in one pass over memory: the stock {@code
     * batchnorm} with a variance of 1. Product and sum with broadcasting are two passes.
     */
    public void addAffine(INDArray x, INDArray mean, INDArray scale, INDArray shift, INDArray result) {
        INDArray[] inputs = {images(x), mean, constant(mean.dataType(), mean.length(), 1), scale, shift};
        add("batchnorm", inputs, new INDArray[] {images(result)}, new long[] {1, 1, 3}, 0.0);
    }

    /** Only of images the stock operation has a fast form. */
    private static INDArray images(INDArray x) {
        long channels = x.size(x.rank() - 1);
        return x.rank() == 4 ? x : x.reshape('c', x.length() / channels, 1, 1, channels);
    }

    /** Examples from (inclusive) to (exclusive) of an array, in the same memory. */
    public static INDArray examples(INDArray array, long from, long to) {
        INDArrayIndex[] index = new INDArrayIndex[array.rank()];
        Arrays.fill(index, NDArrayIndex.all());
        index[0] = NDArrayIndex.interval(from, to);
        return array.get(index);
    }

    /** The same values in c order, so that a reshaping is a view: the arrays themselves, or copies made in each run. */
    INDArray[] inOrder(INDArray[] arrays) {
        INDArray[] result = arrays.clone();
        for (int i = 0; i < result.length; i++) {
            if (!Sharing.isInOrder(arrays[i])) {
                result[i] = scratchLike(arrays[i]);
                add("identity", result[i], arrays[i]);
            }
        }
        return result;
    }

    List<NativeCall> finish() {
        scratch.forEach(arena::release);
        scratch.clear();
        return List.copyOf(calls);
    }
}
