package org.mat4j.core.engine.program;

import java.util.Arrays;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The native operations that a composite operation is carried out as. */
public final class RecordedCalls {

    private RecordedCalls() {}

    /**
     * Their names, in the order they run; none is run.
     *
     * @param output of a composite operation of variables of the graph
     */
    public static List<String> of(SDVariable output) {
        SameDiff graph = output.getSameDiff();
        String name = graph.getVariables().get(output.name()).getOutputOfOp();
        CompositeOperation operation =
                (CompositeOperation) graph.getOps().get(name).getOp();
        INDArray[] inputs =
                Arrays.stream(operation.args()).map(SDVariable::getArr).toArray(INDArray[]::new);
        try (Arena arena = new Arena();
                PlanConstants constants = new PlanConstants()) {
            INDArray[] outputs =
                    operation.outputShapes(inputs).stream().map(arena::allocate).toArray(INDArray[]::new);
            NativeCalls calls = new NativeCalls(arena, constants);
            operation.record(calls, inputs, outputs);
            List<NativeCall> recorded = calls.finish();
            List<String> names =
                    recorded.stream().map(c -> c.operation().opName()).toList();
            recorded.forEach(NativeCall::close);
            return names;
        }
    }
}
