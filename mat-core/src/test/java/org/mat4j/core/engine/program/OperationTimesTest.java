package org.mat4j.core.engine.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class OperationTimesTest {

    private final OperationTimes times = new OperationTimes();

    private Map<String, Long> counts() {
        return times.rows().stream()
                .collect(Collectors.toMap(OperationTimes.Row::operation, OperationTimes.Row::count));
    }

    @Test
    void countsTheOperationsOfLaterRuns() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.DOUBLE, -1, 3);
        SDVariable y = graph.math().exp(x).add(x).add(graph.math().tanh(x));
        Map<String, INDArray> batch = Map.of("x", Values.normal(1, 4, 3));
        try (GraphProgram program = new GraphProgram(graph, List.of(y.name()))) {
            program.measure(times);
            program.run(batch, 0);
            assertEquals(Map.of(), counts(), "the first run plans");
            program.run(batch, 0);
            program.run(batch, 0);
            assertEquals(Map.of("exp", 2L, "tanh", 2L, "add", 4L), counts());
            double[] spent = times.rows().stream()
                    .mapToDouble(OperationTimes.Row::milliseconds)
                    .toArray();
            for (int i = 1; i < spent.length; i++) {
                assertTrue(spent[i] <= spent[i - 1], "the largest first");
            }
            assertTrue(spent[spent.length - 1] > 0);
            times.reset();
            assertEquals(Map.of(), counts());
            program.run(batch, 0);
            assertEquals(4L, counts().values().stream().mapToLong(c -> c).sum());
            program.measure(null);
            program.run(batch, 0);
            assertEquals(4L, counts().values().stream().mapToLong(c -> c).sum());
        }
    }
}
