package org.mat4j.core.engine.convolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Operations that a test runs; what is scratch memory to them begins as NaN. */
final class ListedOperations implements Recorder {

    private final List<DynamicCustomOp> operations = new ArrayList<>();
    private final Map<Object, INDArray> constants = new HashMap<>();

    @Override
    public void add(String operation, INDArray[] inputs, INDArray[] outputs, long[] integers, double... numbers) {
        operations.add(DynamicCustomOp.builder(operation)
                .addInputs(inputs)
                .addOutputs(outputs)
                .addIntegerArguments(
                        Arrays.stream(integers).mapToInt(Math::toIntExact).toArray())
                .addFloatingPointArguments(Arrays.stream(numbers).boxed().toArray(Double[]::new))
                .build());
    }

    @Override
    public int size() {
        return operations.size();
    }

    @Override
    public void addAgain(int from, int to) {
        operations.addAll(List.copyOf(operations.subList(from, to)));
    }

    @Override
    public INDArray scratch(DataType type, long... shape) {
        return Nd4j.valueArrayOf(shape, Double.NaN, type);
    }

    @Override
    public INDArray constant(Object key, Supplier<INDArray> values) {
        return constants.computeIfAbsent(key, k -> values.get());
    }

    /** Runs all of them. */
    void run() {
        operations.forEach(Nd4j::exec);
    }
}
