package org.mat4j.core.model;

import java.nio.ByteBuffer;
import org.mat4j.core.check.Checks;
import org.nd4j.autodiff.samediff.serde.FlatBuffersMapper;
import org.nd4j.graph.FlatArray;
import org.nd4j.graph.FlatGraph;
import org.nd4j.graph.FlatVariable;
import org.nd4j.linalg.api.buffer.DataType;

/** Checks the arrays in a graph's bytes, for which ND4J makes the room that they ask for, before it does. */
final class GraphArrays {
    private static final int HIGHEST_RANK = 32;

    private GraphArrays() {}

    /**
     * Checks each.
     *
     * @param graph as SameDiff's FlatBuffers; its position stays
     * @throws IllegalArgumentException naming a variable whose array is of another size than its shape
     * @throws IndexOutOfBoundsException if the bytes are no such graph
     */
    static void check(ByteBuffer graph) {
        FlatGraph flat = FlatGraph.getRootAsFlatGraph(graph.duplicate().order(graph.order()));
        for (int i = 0; i < flat.variablesLength(); i++) {
            FlatVariable variable = flat.variables(i);
            if (variable.ndarray() != null) {
                check(variable.name(), variable.ndarray());
            }
        }
    }

    private static void check(String name, FlatArray array) {
        long rank = array.shapeLength() == 0 ? -1 : array.shape(0);
        Checks.require(
                rank >= 0 && rank <= HIGHEST_RANK && array.shapeLength() == 2 * rank + 4,
                "shape of the variable '" + name + "'",
                rank + " axes in " + array.shapeLength() + " numbers",
                "at most " + HIGHEST_RANK + " axes");
        DataType type = FlatBuffersMapper.getDataTypeFromByte(array.dtype());
        double bytes = type.width();
        for (int axis = 1; axis <= rank; axis++) {
            bytes *= array.shape(axis) < 0 ? Double.NaN : array.shape(axis);
        }
        boolean text = type == DataType.UTF8;
        boolean empty = rank == 0 && array.bufferLength() == 0;
        Checks.require(
                text || empty || bytes == array.bufferLength(),
                "array of the variable '" + name + "'",
                array.bufferLength() + " bytes",
                String.format("%.0f as its shape says", bytes));
    }
}
