package org.mat4j.core.engine.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;
import static org.mat4j.core.testing.check.Values.normal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.engine.op.StopGradient;
import org.mat4j.core.engine.op.TrainingBatchNorm;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.custom.RandomBernoulli;
import org.nd4j.linalg.factory.Nd4j;

/** Which paths the walk takes. */
class GradientsTest {

    private final SameDiff graph = SameDiff.create();
    private final INDArray xValue = normal(1, 3, 2);
    private final INDArray yValue = normal(2, 3, 2);
    private final SDVariable x = graph.var("x", xValue);
    private final SDVariable y = graph.var("y", yValue);

    private INDArray value(SDVariable variable) {
        try (GraphProgram program = new GraphProgram(graph, List.of(variable.name()))) {
            return program.run(Map.of(), 0).get(variable.name()).dup();
        }
    }

    private long count(String operation) {
        return graph.getOps().values().stream()
                .filter(o -> o.getOp().opName().equals(operation))
                .count();
    }

    @Test
    void whatIsStoppedCountsAsAConstant() {
        SDVariable loss = StopGradient.of(x.mul(x)).mul(x).sum();
        SDVariable gradient = Gradients.of(loss).withRespectTo(x).get(0);
        Values.assertClose(xValue.mul(xValue), value(gradient), 1e-14, "x'(x^2 x) with x^2 constant");
    }

    @Test
    void noGradientPassesThroughAStopGradient() {
        SDVariable square = x.mul(x);
        SDVariable target = StopGradient.of(square);
        Values.assertClose(xValue.mul(xValue), value(target), 1e-14, "the value stays");
        SDVariable gradient =
                Gradients.of(square.mul(target).sum()).withRespectTo(x).get(0);
        Values.assertClose(
                xValue.mul(xValue).mul(xValue).mul(2), value(gradient), 1e-14, "(x^2 c)' = 2 x c with c = x^2");
        assertThrows(
                IllegalArgumentException.class, () -> Gradients.of(target.sum()).withRespectTo(x));
    }

    @Test
    void aStopGradientStaysOneInASavedGraph() throws IOException {
        SDVariable square = x.mul(x);
        SDVariable loss = square.mul(StopGradient.of(square)).sum();
        SameDiff loaded = SameDiff.fromFlatBuffers(graph.asFlatBuffers(true));
        SDVariable gradient = Gradients.of(loaded.getVariable(loss.name()))
                .withRespectTo(loaded.getVariable("x"))
                .get(0);
        try (GraphProgram program = new GraphProgram(loaded, List.of(gradient.name()))) {
            Values.assertClose(
                    xValue.mul(xValue).mul(xValue).mul(2),
                    program.run(Map.of(), 0).get(gradient.name()),
                    1e-14,
                    "(x^2 c)' = 2 x c with c = x^2");
        }
        assertEquals(loss.eval(), loaded.getVariable(loss.name()).eval(), "SameDiff itself computes the same");
    }

    /** Operations whose second operand is broadcast in another way than those with a rule of their own. */
    @ParameterizedTest
    @ValueSource(strings = {"channel_scale_1", "channel_shift_1", "residual_sum_1", "mask", "stop_gradient"})
    void noNameOfAValueChoosesARule(String name) {
        INDArray column = normal(2, 3, 1);
        GradientCheck.stock(v -> v[0].mul(v[1]).rename(name), xValue, column);
        GradientCheck.stock(v -> v[0].add(v[1]).rename(name), xValue, column);
        GradientCheck.loaded(v -> v[0].mul(v[1]).rename(name), xValue, column);
        GradientCheck.loaded(v -> v[0].add(v[1]).rename(name), xValue, column);
    }

    @Test
    void theGradientToAValueInBetween() {
        SDVariable product = x.mul(y);
        SDVariable loss = product.mul(product).sum();
        List<SDVariable> gradients = Gradients.of(loss).withRespectTo(product, x);
        INDArray toProduct = xValue.mul(yValue).mul(2);
        Values.assertClose(toProduct, value(gradients.get(0)), 1e-14, "to the product");
        Values.assertClose(toProduct.mul(yValue), value(gradients.get(1)), 1e-14, "to x through it");
    }

    @Test
    void theGradientToTheLossItself() {
        SDVariable loss = x.sum();
        assertEquals(1.0, value(Gradients.of(loss).withRespectTo(loss).get(0)).getDouble(0));
    }

    @Test
    void theGradientToAPlaceholder() {
        SDVariable input = graph.placeHolder("input", DataType.DOUBLE, -1, 2);
        SDVariable loss = input.mul(input).sum();
        String name = Gradients.of(loss).withRespectTo(input).get(0).name();
        try (GraphProgram program = new GraphProgram(graph, List.of(name))) {
            INDArray batch = normal(3, 5, 2);
            Values.assertClose(
                    batch.mul(2), program.run(Map.of("input", batch), 0).get(name), 1e-14, "2 x");
        }
    }

    @Test
    void oneWalkCanBeRepeatedForOtherVariables() {
        SDVariable loss = x.mul(y).sum();
        Gradients gradients = Gradients.of(loss);
        Values.assertClose(yValue, value(gradients.withRespectTo(x).get(0)), 1e-14, "first to x");
        Values.assertClose(xValue, value(gradients.withRespectTo(y).get(0)), 1e-14, "then to y");
    }

    @Test
    void aGradientIsAnOrdinaryValueOfFurtherLosses() {
        SDVariable direction =
                Gradients.of(x.mul(x).mul(x).sum()).withRespectTo(x).get(0);
        SDVariable loss = y.mul(direction).sum();
        Values.assertClose(
                xValue.mul(xValue).mul(3),
                value(Gradients.of(loss).withRespectTo(y).get(0)),
                1e-14,
                "3 x^2");
    }

    @Test
    void whatAVariableDoesNotDependOnIsNotDifferentiated() {
        SDVariable w = graph.var("w", normal(4, 2, 2));
        SDVariable loss = graph.math()
                .tanh(graph.math().exp(y))
                .add(graph.nn().sigmoid(x.mmul(w)))
                .sum();
        Gradients.of(loss).withRespectTo(x);
        assertEquals(0, count("tanh_bp"), "the branch of y");
        assertTrue(count("sigmoid_bp") > 0, "the branch of x");
    }

    @Test
    void noGradientIsSentAlongSizesAndMasks() {
        SDVariable hidden = graph.math().tanh(x);
        SDVariable mask = new RandomBernoulli(graph, graph.shape(hidden), 0.5)
                .outputVariable()
                .castTo(DataType.DOUBLE);
        SDVariable gradient = Gradients.of(
                        hidden.mul(mask).sum().mul(graph.size(hidden).castTo(DataType.DOUBLE)))
                .withRespectTo(x)
                .get(0);
        assertEquals(0, count("zeroslike"), "shape and size have no gradient");
        try (GraphProgram program = new GraphProgram(graph, List.of(gradient.name(), mask.name()))) {
            Map<String, INDArray> values = program.run(Map.of(), 7);
            INDArray tanh = Nd4j.math().tanh(xValue);
            INDArray expected =
                    tanh.mul(tanh).rsub(1).mul(values.get(mask.name())).mul(6);
            Values.assertClose(expected, values.get(gradient.name()), 1e-14, "6 (1 - tanh^2) mask");
        }
    }

    @Test
    void batchStatisticsAreDifferentiatedOnce() {
        SDVariable gamma = graph.var("gamma", Nd4j.ones(DataType.DOUBLE, 2));
        SDVariable beta = graph.var("beta", Nd4j.zeros(DataType.DOUBLE, 2));
        SDVariable loss =
                TrainingBatchNorm.of(x, 2, gamma, beta, 1e-3).output().mul(y).sum();
        long products = count("matmul");
        Gradients.of(loss).withRespectTo(x);
        assertEquals(products, count("matmul"), "no gradient operations for the sums of mean and variance");
        assertEquals(0, count("matmul_bp"));
        assertEquals(1, count("batch_norm_backward"));
    }

    @Test
    void aVariableWithoutAPathIsAnError() {
        SDVariable loss = x.mul(x).sum();
        assertRefused(() -> Gradients.of(loss).withRespectTo(x, y), "does not depend on 'y'");
    }

    @Test
    void aVariableThatComesAfterTheLossIsAnError() {
        SDVariable loss = x.sum();
        SDVariable later = x.mul(2);
        assertThrows(IllegalArgumentException.class, () -> Gradients.of(loss).withRespectTo(later));
    }
}
