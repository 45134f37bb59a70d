package org.mat4j.layers.onnx;

import static java.util.Map.entry;
import static org.mat4j.layers.onnx.Attributes.integer;
import static org.mat4j.layers.onnx.Attributes.integers;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseReduceOp;

/** Sums, means and extremes over axes, and what is normalized by them. */
final class ReductionOperations {

    /** SameDiff's axis that stands for all axes. */
    private static final long ALL_AXES = Integer.MAX_VALUE;

    /** Below the deviation of any single precision numbers that differ. */
    private static final double TINY = 1e-37;

    static final Map<String, Translator> TABLE = Map.ofEntries(
            entry("reduce_sum", ReductionOperations::sum),
            entry("reduce_mean", reduction("ReduceMean")),
            entry("reduce_max", reduction("ReduceMax")),
            entry("reduce_min", reduction("ReduceMin")),
            entry("reduce_prod", reduction("ReduceProd")),
            entry("reduce_norm1", reduction("ReduceL1")),
            entry("reduce_norm2", reduction("ReduceL2")),
            entry("reduce_sqnorm", reduction("ReduceSumSquare")),
            entry("reduce_normmax", op -> op.add("ReduceMax", attributes(op), op.add("Abs", op.input(0)))),
            entry("reduce_logsumexp", ReductionOperations::logSumExp),
            entry("argmax", ReductionOperations::argMax),
            entry("standardize", op -> standardized(op, op.integers())),
            entry("layer_norm", ReductionOperations::layerNorm));

    private ReductionOperations() {}

    private static Translator reduction(String operator) {
        return op -> op.add(operator, attributes(op), op.input(0));
    }

    private static List<AttributeProto> attributes(Operation op) {
        return List.of(integers("axes", axes(op)), keep(((BaseReduceOp) op.function()).isKeepDims()));
    }

    private static AttributeProto keep(boolean axes) {
        return integer("keepdims", axes ? 1 : 0);
    }

    private static long[] axes(Operation op) {
        INDArray axes = ((BaseReduceOp) op.function()).dimensions();
        return axes == null || axes.getLong(0) == ALL_AXES
                ? LongStream.range(0, op.shape(0).length).toArray()
                : axes.toLongVector();
    }

    /** Alone among the reductions it takes the axes as an input. */
    private static String sum(Operation op) {
        AttributeProto keep = keep(((BaseReduceOp) op.function()).isKeepDims());
        return op.add("ReduceSum", List.of(keep), op.input(0), op.longs(axes(op)));
    }

    private static String logSumExp(Operation op) {
        boolean keep = op.numbers().length > 0 && op.numbers()[0] != 0;
        return op.add("ReduceLogSumExp", List.of(integers("axes", op.integers()), keep(keep)), op.input(0));
    }

    private static String argMax(Operation op) {
        op.require(op.integers().length == 1, "list of axes", Arrays.toString(op.integers()), "a single one");
        boolean keep = op.flags().length > 0 && op.flags()[0];
        return op.add("ArgMax", List.of(integer("axis", op.integers()[0]), keep(keep)), op.input(0));
    }

    /** (x - mean) / deviation; 0 where all are equal. */
    private static String standardized(Operation op, long... axes) {
        List<AttributeProto> over = List.of(integers("axes", axes), keep(true));
        String centered = op.add("Sub", op.input(0), op.add("ReduceMean", over, op.input(0)));
        String variance = op.add("ReduceMean", over, ArithmeticOperations.square(op, centered));
        String deviation = op.add("Max", op.add("Sqrt", variance), op.number(TINY));
        return op.add("Div", centered, deviation);
    }

    private static String layerNorm(Operation op) {
        String scaled =
                op.add("Mul", standardized(op, op.integers()), LinearOperations.byChannel(op, 1, channelAxis(op)));
        return op.inputCount() < 3 ? scaled : op.add("Add", scaled, LinearOperations.byChannel(op, 2, channelAxis(op)));
    }

    private static int channelAxis(Operation op) {
        boolean first = op.flags().length > 0 && op.flags()[0];
        return first ? 1 : op.shape(0).length - 1;
    }
}
