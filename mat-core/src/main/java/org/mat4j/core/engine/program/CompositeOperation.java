package org.mat4j.core.engine.program;

import java.util.Arrays;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;

/**
 * One operation of a graph that is carried out as several native ones, on memory that the {@link GraphProgram} plans:
 * where ND4J has no operation for it, or only a slow one. SameDiff's own sessions cannot run it.
 */
public abstract class CompositeOperation extends DynamicCustomOp {

    /** For an operation of a graph. */
    protected CompositeOperation(SameDiff graph, SDVariable... inputs) {
        super(graph, inputs);
    }

    /** A name for messages and measurements, lower case with underscores. */
    @Override
    public abstract String opName();

    /** For each output, the input whose shape and type it has. */
    protected abstract int[] outputsLike();

    /**
     * Records the native operations that compute the outputs.
     *
     * @param calls takes the operations, and has memory for values in between
     * @param inputs the arrays to read
     * @param outputs the arrays to write, uninitialized, of the shapes that {@link #outputsLike} says
     */
    protected abstract void record(NativeCalls calls, INDArray[] inputs, INDArray[] outputs);

    @Override
    public final int getNumOutputs() {
        return outputsLike().length;
    }

    @Override
    public final List<DataType> calculateOutputDataTypes(List<DataType> inputTypes) {
        return Arrays.stream(outputsLike()).mapToObj(inputTypes::get).toList();
    }

    @Override
    public final List<LongShapeDescriptor> calculateOutputShape(OpContext context) {
        throw new UnsupportedOperationException("'" + opName() + "' is made of several native operations, which"
                + " SameDiff cannot run: run the graph by a GraphProgram");
    }

    @Override
    public final List<LongShapeDescriptor> calculateOutputShape() {
        return calculateOutputShape(null);
    }

    final List<LongShapeDescriptor> outputShapes(INDArray[] inputs) {
        return Arrays.stream(outputsLike())
                .mapToObj(i -> LongShapeDescriptor.fromShape(inputs[i].shape(), inputs[i].dataType()))
                .toList();
    }
}
