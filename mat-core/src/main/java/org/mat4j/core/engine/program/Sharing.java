package org.mat4j.core.engine.program;

import java.util.Arrays;
import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseScalarOp;
import org.nd4j.linalg.api.ops.BaseTransformSameOp;
import org.nd4j.linalg.api.ops.BaseTransformStrictOp;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;

/** Which operations need no memory for their result. */
final class Sharing {

    /** Their result is the first input's elements in the same order. */
    private static final Set<String> VIEWS = Set.of("reshape", "identity", "expand_dims", "squeeze");

    /** One result per element of two inputs. With broadcasting they are four times slower in place than not. */
    private static final Set<String> PAIRWISE = Set.of("add", "subtract", "multiply", "divide", "maximum", "minimum");

    private Sharing() {}

    /** Whether the result is a view of the first input. */
    static boolean isView(DifferentialFunction operation, INDArray input, LongShapeDescriptor result) {
        return VIEWS.contains(operation.opName())
                && !input.isEmpty()
                && isInOrder(input)
                && input.dataType() == result.dataType()
                && input.length() == length(result);
    }

    /** Whether the elements lie one after the other in c order, so that any reshaping is a view and not a copy. */
    static boolean isInOrder(INDArray array) {
        long step = 1;
        for (int axis = array.rank() - 1; axis >= 0; axis--) {
            // The stride of an axis of one element is never used; ND4J sets it one way or another.
            if (array.size(axis) != 1 && array.stride(axis) != step) {
                return false;
            }
            step *= array.size(axis);
        }
        return true;
    }

    /** Whether an operation with these inputs may write its result over any of them. */
    static boolean worksInPlace(DifferentialFunction operation, INDArray[] inputs, LongShapeDescriptor result) {
        boolean elementwise = PAIRWISE.contains(operation.opName())
                || (inputs.length == 1
                        && (operation instanceof BaseScalarOp
                                || operation instanceof BaseTransformSameOp
                                || operation instanceof BaseTransformStrictOp));
        return elementwise
                && Arrays.stream(inputs)
                        .allMatch(
                                i -> i.dataType() == result.dataType() && Arrays.equals(i.shape(), result.getShape()));
    }

    /** Number of elements. */
    static long length(LongShapeDescriptor shape) {
        return Arrays.stream(shape.getShape()).reduce(1, (a, b) -> a * b);
    }
}
