package org.mat4j.core.engine.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.engine.testing.OperationRun;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The values of the activations, element by element, and what becomes of them in a saved graph. */
class ActivationOpsTest {

    private static final double[] SLOPES = {-0.5, 0, 0.3, 1, 1.7};

    private enum Form {
        COMPOSITE(Prelu::of),
        STOCK_OPERATIONS(Prelu::ofStockOperations);

        private final BinaryOperator<SDVariable> operation;

        Form(BinaryOperator<SDVariable> operation) {
            this.operation = operation;
        }
    }

    /** Random numbers, and a zero. */
    private static INDArray input(long... shape) {
        return Values.normal(1, shape).putScalar(0, 0.0);
    }

    private static INDArray run(SDVariable y, INDArray x) {
        try (GraphProgram program = new GraphProgram(y.getSameDiff(), List.of(y.name()))) {
            program.run(Map.of("x", x.mul(2)), 0);
            return program.run(Map.of("x", x), 0).get(y.name()).dup();
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void prelu(Form form) {
        for (INDArray x : List.of(input(6, 5), input(2, 3, 5), input(2, 3, 4, 5))) {
            for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
                SameDiff graph = SameDiff.create();
                SDVariable slope =
                        graph.var("slope", Nd4j.createFromArray(SLOPES).castTo(type));
                INDArray y = run(form.operation.apply(graph.placeHolder("x", type, x.shape()), slope), x.castTo(type));
                for (long i = 0; i < x.length(); i++) {
                    double v = x.getDouble(i);
                    double expected = v > 0 ? v : SLOPES[(int) (i % SLOPES.length)] * v;
                    assertEquals(expected, y.getDouble(i), type == DataType.DOUBLE ? 1e-14 : 1e-6, "element " + i);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"DOUBLE, 0.1, 1e-15", "DOUBLE, 0.999, 1e-15", "DOUBLE, 1e-9, 1e-15", "FLOAT, 0.1, 1e-6"})
    void leakyRelu(DataType type, double slope, double tolerance) {
        for (INDArray x : List.of(input(12), input(3, 4), input(2, 3, 4, 2))) {
            SDVariable y = LeakyRelu.of(SameDiff.create().placeHolder("x", type, x.shape()), slope);
            assertEquals(slope, ((LeakyRelu) OperationRun.producer(y)).slope());
            INDArray values = run(y, x);
            for (long i = 0; i < x.length(); i++) {
                double v = x.getDouble(i);
                assertEquals(v > 0 ? v : slope * v, values.getDouble(i), tolerance, "element " + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 1.5, Double.NaN})
    void refusesSlopesThatTheMaximumIsWrongFor(double slope) {
        SDVariable x = SameDiff.create().placeHolder("x", DataType.DOUBLE, 3, 4);
        assertRefused(() -> LeakyRelu.of(x, slope), "slope is " + slope);
    }

    @Test
    void aSavedGraphHoldsStockOperationsAloneAndHasTheSameGradient() throws IOException {
        INDArray input = input(4, 5);
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.DOUBLE, 4, 5);
        SDVariable slope = graph.var("slope", Nd4j.createFromArray(SLOPES));
        SDVariable mask = graph.constant("mask", Values.uniform(3, 0, 2, 4, 5));
        SDVariable y = Mask.of(LeakyRelu.of(Prelu.ofStockOperations(x, slope), 0.2), mask);
        SameDiff loaded = SameDiff.fromFlatBuffers(graph.asFlatBuffers(true));
        loaded.getOps()
                .values()
                .forEach(o -> assertTrue(o.getOp().getClass().getName().startsWith("org.nd4j."), o::getName));
        INDArray expected = run(y, input);
        Values.assertClose(expected, run(loaded.getVariable(y.name()), input), 1e-15, "value");
        Values.assertClose(
                expected, loaded.outputSingle(Map.of("x", input), y.name()), 1e-15, "value of plain SameDiff");
        INDArray gradient = run(Gradients.of(y.sum()).withRespectTo(x).get(0), input);
        SDVariable again = loaded.getVariable(y.name()).sum();
        INDArray loadedGradient =
                run(Gradients.of(again).withRespectTo(loaded.getVariable("x")).get(0), input);
        // At 0 itself the gradient is a matter of definition.
        gradient.putScalar(0, 0);
        loadedGradient.putScalar(0, 0);
        Values.assertClose(gradient, loadedGradient, 1e-14, "gradient");
    }

    @Test
    void aCompositeOperationIsNotForSameDiffsOwnSession() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.DOUBLE, 4, 5);
        SDVariable y = Prelu.of(x, graph.var("slope", Nd4j.createFromArray(SLOPES)));
        Throwable error =
                assertThrows(RuntimeException.class, () -> graph.outputSingle(Map.of("x", input(4, 5)), y.name()));
        while (error.getCause() != null) {
            error = error.getCause();
        }
        assertTrue(
                error.getMessage().contains("'prelu_forward' is made of several native operations")
                        && error.getMessage().contains("run the graph by a GraphProgram"),
                error.toString());
    }
}
