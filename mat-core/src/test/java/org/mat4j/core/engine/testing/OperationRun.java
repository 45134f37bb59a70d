package org.mat4j.core.engine.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.mat4j.core.engine.program.GraphProgram;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Operations by themselves, in either precision. */
public final class OperationRun {

    private OperationRun() {}

    /** The operation that a value is an output of. */
    public static DifferentialFunction producer(SDVariable output) {
        SameDiff graph = output.getSameDiff();
        return graph.getOps()
                .get(graph.getVariables().get(output.name()).getOutputOfOp())
                .getOp();
    }

    /**
     * The results of an operation, in double precision, from a second run: the first has left other values in all
     * memory.
     *
     * @param type of inputs and results
     * @param operation gets a placeholder for each input
     * @param inputs the values
     */
    public static List<INDArray> run(
            DataType type, Function<SDVariable[], SDVariable[]> operation, INDArray... inputs) {
        SameDiff graph = SameDiff.create();
        List<SDVariable> placeholders = new ArrayList<>();
        Map<String, INDArray> values = new LinkedHashMap<>();
        Map<String, INDArray> others = new LinkedHashMap<>();
        for (INDArray input : inputs) {
            SDVariable placeholder = graph.placeHolder("input" + placeholders.size(), type, input.shape());
            placeholders.add(placeholder);
            values.put(placeholder.name(), input);
            others.put(placeholder.name(), input.mul(2).addi(1));
        }
        SDVariable[] results = operation.apply(placeholders.toArray(SDVariable[]::new));
        List<String> names = Arrays.stream(results).map(SDVariable::name).toList();
        try (GraphProgram program = new GraphProgram(graph, names)) {
            program.run(others, 0);
            Map<String, INDArray> found = program.run(values, 0);
            return names.stream()
                    .map(name -> found.get(name).castTo(DataType.DOUBLE).dup())
                    .toList();
        }
    }
}
