package org.mat4j.layers.onnx;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;

/** Products of matrices, and what is done by channel. */
final class LinearOperations {

    static final Map<String, Translator> TABLE = Map.ofEntries(
            entry("matmul", LinearOperations::matmul),
            entry("xw_plus_b", LinearOperations::affine),
            entry("biasadd", op -> {
                boolean channelsFirst = op.flags().length > 0 && op.flags()[0];
                return op.add("Add", op.input(0), byChannel(op, 1, channelsFirst ? 1 : op.shape(0).length - 1));
            }),
            entry("batchnorm", LinearOperations::batchNormalization));

    private LinearOperations() {}

    private static String matmul(Operation op) {
        long[] transposed = op.integers();
        double[] factors = op.numbers();
        op.require(
                factors.length == 0 || factors[0] == 1 && (factors.length == 1 || factors[1] == 0),
                "list of factors",
                Arrays.toString(factors),
                "1 for the product and 0 for what it is added to");
        String[] sides = op.inputs();
        for (int side = 0; side < 2; side++) {
            sides[side] = lastTwoSwapped(op, side, sides[side], side < transposed.length && transposed[side] == 1);
        }
        String product = op.add("MatMul", sides);
        return lastTwoSwapped(op, 0, product, transposed.length > 2 && transposed[2] == 1);
    }

    private static String lastTwoSwapped(Operation op, int like, String value, boolean swapped) {
        if (!swapped) {
            return value;
        }
        long[] order = LongStream.range(0, op.shape(like).length).toArray();
        order[order.length - 2]++;
        order[order.length - 1]--;
        return op.transposed(value, order);
    }

    private static String affine(Operation op) {
        return op.add("Add", op.add("MatMul", op.input(0), op.input(1)), op.input(2));
    }

    /** gamma (x - mean) / sqrt(variance + epsilon) + beta, the last two inputs being there if the first arguments say so. */
    private static String batchNormalization(Operation op) {
        long[] arguments = op.integers();
        int rank = op.shape(0).length;
        op.require(arguments.length <= 3, "list of arguments", Arrays.toString(arguments), "one with a single axis");
        int axis = arguments.length == 3 ? Math.floorMod((int) arguments[2], rank) : rank - 1;
        String deviation = op.add("Sqrt", op.add("Add", byChannel(op, 2, axis), op.number(op.numbers()[0])));
        String y = op.add("Div", op.add("Sub", op.input(0), byChannel(op, 1, axis)), deviation);
        int next = 3;
        if (arguments[0] == 1) {
            y = op.add("Mul", y, byChannel(op, next++, axis));
        }
        return arguments[1] == 1 ? op.add("Add", y, byChannel(op, next, axis)) : y;
    }

    /** An input [channels] in the shape in which it broadcasts along an axis of the first input. */
    static String byChannel(Operation op, int input, int axis) {
        int behind = op.shape(0).length - 1 - axis;
        if (behind == 0) {
            return op.input(input);
        }
        long[] shape = new long[1 + behind];
        Arrays.fill(shape, 1);
        shape[0] = -1;
        return op.add("Reshape", op.input(input), op.longs(shape));
    }
}
