package org.mat4j.bench.operators;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.engine.program.GraphProgram;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Some values of a graph, computed as a training step computes them. */
final class Operator implements AutoCloseable {

    private final GraphProgram program;
    private final Map<String, INDArray> placeholders = new HashMap<>();

    /** Fills the placeholders, which have fixed shapes, with random numbers, and plans the memory. */
    Operator(SameDiff graph, SDVariable... outputs) {
        Backend.prepare();
        Backend.keepNativeMemory();
        program = new GraphProgram(
                graph, Arrays.stream(outputs).map(SDVariable::name).toList());
        for (String name : program.placeholders()) {
            placeholders.put(name, random(graph.getVariable(name).placeholderShape()));
        }
        run();
    }

    /** Numbers in [-0.5, 0.5). */
    static INDArray random(long... shape) {
        return Nd4j.rand(DataType.FLOAT, shape).subi(0.5);
    }

    /** The outputs, in the order given. */
    List<INDArray> run() {
        return List.copyOf(program.run(placeholders, 1).values());
    }

    @Override
    public void close() {
        program.close();
    }
}
