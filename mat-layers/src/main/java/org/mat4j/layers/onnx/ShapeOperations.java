package org.mat4j.layers.onnx;

import static java.util.Map.entry;
import static org.mat4j.layers.onnx.Attributes.integer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What moves elements without computing with them. */
final class ShapeOperations {

    static final Map<String, Translator> TABLE = Map.ofEntries(
            entry("reshape", ShapeOperations::reshape),
            entry("permute", op -> op.transposed(op.input(0), op.integers())),
            entry("transpose", ShapeOperations::transpose),
            entry("expand_dims", op -> op.add("Unsqueeze", op.input(0), op.longs(op.integers()[0]))),
            entry("squeeze", op -> op.add("Squeeze", op.input(0), op.longs(op.integers()))),
            entry("concat", ShapeOperations::concatenate),
            entry("stack", ShapeOperations::stack),
            entry("tile", op -> op.add("Tile", op.input(0), op.longs(op.integers()))),
            entry("gather", ShapeOperations::gather),
            entry("strided_slice", ShapeOperations::stridedSlice),
            entry("slice", ShapeOperations::slice),
            entry("reverse", ShapeOperations::reverse),
            entry("shape_of", op -> op.add("Shape", op.inputs())),
            entry(
                    "size_at",
                    op -> op.add(
                            "Gather", op.add("Shape", op.input(0)), op.add("Squeeze", op.longs(op.integers()[0])))),
            entry("zeroslike", op -> filled(op, 0)),
            entry("ones_as", op -> filled(op, 1)));

    private ShapeOperations() {}

    /** The arguments are an order of elements, which must be by rows, and the shape, which may be an input instead. */
    private static String reshape(Operation op) {
        long[] arguments = op.integers();
        int from = arguments.length > 0 && arguments[0] < -1 ? 1 : 0;
        op.require(from == 0 || arguments[0] == -'c', "order of elements", (char) -arguments[0], "c");
        long[] shape = Arrays.copyOfRange(arguments, from, arguments.length);
        return op.add("Reshape", op.input(0), op.inputCount() > 1 ? op.input(1) : op.longs(shape));
    }

    private static String transpose(Operation op) {
        int rank = op.shape(0).length;
        return op.transposed(
                op.input(0), LongStream.range(0, rank).map(i -> rank - 1 - i).toArray());
    }

    private static String concatenate(Operation op) {
        return op.add("Concat", List.of(integer("axis", op.integers()[0])), op.inputs());
    }

    private static String stack(Operation op) {
        long axis = op.integers()[0];
        String[] parts = IntStream.range(0, op.inputCount())
                .mapToObj(i -> op.add("Unsqueeze", op.input(i), op.longs(axis)))
                .toArray(String[]::new);
        return op.add("Concat", List.of(integer("axis", axis)), parts);
    }

    /** The indices are an input, or follow the axis. */
    private static String gather(Operation op) {
        long[] arguments = op.integers();
        String indices =
                op.inputCount() > 1 ? op.input(1) : op.longs(Arrays.copyOfRange(arguments, 1, arguments.length));
        long axis = arguments.length == 0 ? 0 : arguments[0];
        return op.add("Gather", List.of(integer("axis", axis)), op.input(0), indices);
    }

    /** The arguments are five masks of axes and, for each axis, begin, end and stride. */
    private static String stridedSlice(Operation op) {
        long[] arguments = op.integers();
        int axes = (arguments.length - 5) / 3;
        op.require(
                op.inputCount() == 1, "number of inputs", op.inputCount(), "1, with begin, end and stride as numbers");
        op.require(
                arguments[1] == 0 && arguments[3] == 0,
                "slice",
                Arrays.toString(arguments),
                "no new axis, no ellipsis");
        long[] begin = new long[axes];
        long[] end = new long[axes];
        long[] stride = new long[axes];
        List<Long> points = new ArrayList<>();
        for (int i = 0; i < axes; i++) {
            begin[i] = arguments[5 + i];
            end[i] = arguments[5 + axes + i];
            stride[i] = arguments[5 + 2 * axes + i];
            if (marked(arguments[4], i)) {
                points.add((long) i);
                // The last element, -1, ends where the axis does.
                end[i] = begin[i] == -1 ? Long.MAX_VALUE : begin[i] + 1;
                continue;
            }
            if (marked(arguments[0], i)) {
                begin[i] = stride[i] > 0 ? 0 : Long.MAX_VALUE;
            }
            if (marked(arguments[2], i)) {
                end[i] = stride[i] > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
            }
        }
        String sliced = sliced(op, begin, end, stride);
        return points.isEmpty()
                ? sliced
                : op.add(
                        "Squeeze",
                        sliced,
                        op.longs(points.stream().mapToLong(i -> i).toArray()));
    }

    private static boolean marked(long mask, int axis) {
        return (mask >> axis & 1) == 1;
    }

    /** The arguments are, for each axis, where it begins and how many elements there are; -1 for all that follow. */
    private static String slice(Operation op) {
        op.require(op.inputCount() == 1, "number of inputs", op.inputCount(), "1, with begin and size as numbers");
        long[] arguments = op.integers();
        int axes = arguments.length / 2;
        long[] begin = Arrays.copyOf(arguments, axes);
        long[] end = new long[axes];
        long[] stride = new long[axes];
        for (int i = 0; i < axes; i++) {
            end[i] = arguments[axes + i] == -1 ? Long.MAX_VALUE : begin[i] + arguments[axes + i];
            stride[i] = 1;
        }
        return sliced(op, begin, end, stride);
    }

    private static String sliced(Operation op, long[] begin, long[] end, long[] stride) {
        long[] axes = LongStream.range(0, begin.length).toArray();
        return op.add("Slice", op.input(0), op.longs(begin), op.longs(end), op.longs(axes), op.longs(stride));
    }

    private static String reverse(Operation op) {
        long[] axes = op.integers();
        long[] begin = LongStream.of(axes).map(axis -> Long.MAX_VALUE).toArray();
        long[] end = LongStream.of(axes).map(axis -> Long.MIN_VALUE).toArray();
        long[] stride = LongStream.of(axes).map(axis -> -1).toArray();
        return op.add("Slice", op.input(0), op.longs(begin), op.longs(end), op.longs(axes), op.longs(stride));
    }

    private static String filled(Operation op, double value) {
        return op.add("Expand", op.number(value), op.add("Shape", op.input(0)));
    }
}
