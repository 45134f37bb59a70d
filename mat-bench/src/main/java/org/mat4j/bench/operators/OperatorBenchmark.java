package org.mat4j.bench.operators;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.mat4j.bench.AverageTime;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.engine.program.GraphProgram;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.TearDown;

/** What the benchmarks share: how they are measured, and values of a graph computed as a training step does. */
public abstract class OperatorBenchmark extends AverageTime {

    private final List<GraphProgram> programs = new ArrayList<>();

    /** Computes outputs of a graph, in the order given; the placeholders, of fixed shapes, hold random numbers. */
    final Supplier<List<INDArray>> operator(List<SDVariable> outputs) {
        Backend.prepare();
        Backend.keepNativeMemory();
        SameDiff graph = outputs.get(0).getSameDiff();
        GraphProgram program =
                new GraphProgram(graph, outputs.stream().map(SDVariable::name).toList());
        programs.add(program);
        Map<String, INDArray> placeholders = new HashMap<>();
        for (String name : program.placeholders()) {
            placeholders.put(name, random(graph.getVariable(name).placeholderShape()));
        }
        Supplier<List<INDArray>> operator =
                () -> List.copyOf(program.run(placeholders, 1).values());
        // The first run plans the memory.
        operator.get();
        return operator;
    }

    /** Numbers in [-0.5, 0.5). */
    static INDArray random(long... shape) {
        return Nd4j.rand(DataType.FLOAT, shape).subi(0.5);
    }

    /** Frees the memory. */
    @TearDown
    public void tearDown() {
        programs.forEach(GraphProgram::close);
        programs.clear();
    }
}
