package org.mat4j.core.engine.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mat4j.core.testing.check.Values.distinct;
import static org.mat4j.core.testing.check.Values.normal;
import static org.mat4j.core.testing.check.Values.uniform;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.engine.op.ResidualSum;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gradients of arithmetic and of functions applied to each element. */
class ElementwiseGradientsTest {

    private static Arguments of(String name, Function<SDVariable, SDVariable> f, INDArray x) {
        return Arguments.of(name, f, x);
    }

    static Stream<Arguments> functions() {
        INDArray any = normal(1, 3, 4);
        INDArray positive = uniform(2, 0.2, 3, 3, 4);
        INDArray offKink = distinct(3, 3, 4);
        return Stream.of(
                of("add scalar", x -> x.add(1.5), any),
                of("sub scalar", x -> x.sub(1.5), any),
                of("mul scalar", x -> x.mul(-2.5), any),
                of("div scalar", x -> x.div(0.3), any),
                of("rsub scalar", x -> x.rsub(1.0), any),
                of("rdiv scalar", x -> x.rdiv(2.0), positive),
                of("neg", SDVariable::neg, any),
                of("pow", x -> x.pow(3), any),
                of("exp", x -> x.getSameDiff().math().exp(x), any),
                of("log", x -> x.getSameDiff().math().log(x), positive),
                of("sqrt", x -> x.getSameDiff().math().sqrt(x), positive),
                of("square", x -> x.getSameDiff().math().square(x), any),
                of("abs", x -> x.getSameDiff().math().abs(x), offKink),
                of("tanh", x -> x.getSameDiff().math().tanh(x), any),
                of("sigmoid", x -> x.getSameDiff().nn().sigmoid(x), any),
                of("softplus", x -> x.getSameDiff().nn().softplus(x), any),
                of("elu", x -> x.getSameDiff().nn().elu(x), offKink),
                of("relu", x -> x.getSameDiff().nn().relu(x, 0), offKink),
                of("leaky relu", x -> x.getSameDiff().nn().leakyRelu(x, 0.1), offKink),
                of("cast", x -> x.castTo(x.dataType()), any),
                of("softmax", x -> x.getSameDiff().nn().softmax(x, 1), any),
                of("used three times", x -> x.mul(x).add(x), any));
    }

    @ParameterizedTest(name = "{0}", autoCloseArguments = false)
    @MethodSource("functions")
    void functionOfOneArray(String name, Function<SDVariable, SDVariable> f, INDArray x) {
        GradientCheck.stock(v -> f.apply(v[0]), x);
    }

    @Test
    void logSoftmax() {
        // Stock SameDiff cannot copy the operation with an axis, and so not differentiate it.
        GradientCheck.numeric(v -> v[0].getSameDiff().nn().logSoftmax(v[0], 1), normal(4, 3, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3,4|3,4", "3,4|1,4", "3,4|3,1", "3,4|4", "2,3,4|1,1,4", "2,1,4|1,3,1", "4|3,4"})
    void arithmeticWithBroadcasting(String shapes) {
        long[][] shape = shapes(shapes);
        INDArray a = normal(5, shape[0]);
        INDArray b = uniform(6, 0.5, 2, shape[1]);
        GradientCheck.stock(v -> v[0].add(v[1]), a, b);
        GradientCheck.stock(v -> v[0].sub(v[1]), a, b);
        GradientCheck.stock(v -> v[0].mul(v[1]), a, b);
        GradientCheck.stock(v -> v[0].div(v[1]), a, b);
    }

    /** Also where both operands are the same value, and where one reaches the loss on another way as well. */
    @Test
    void residualSum() {
        GradientCheck.stock(v -> ResidualSum.of(v[0], v[1]), normal(9, 3, 4), normal(10, 3, 4));
        GradientCheck.stock(v -> ResidualSum.of(v[0], v[0]).mul(v[0]), normal(9, 3, 4));
        GradientCheck.stock(
                v -> ResidualSum.of(v[0], ResidualSum.of(v[0], v[1]).mul(v[0])), normal(9, 3), normal(10, 3));
        GradientCheck.loaded(v -> ResidualSum.of(v[0], v[1].mul(v[0])), normal(9, 3, 4), normal(10, 3, 4));
    }

    @Test
    void residualSumNeedsNoOperationForItsGradient() {
        SameDiff graph = SameDiff.create();
        SDVariable[] v = {graph.var("a", normal(9, 3, 4)), graph.var("b", normal(10, 3, 4))};
        Gradients.of(ResidualSum.of(v[0], v[1]).sum()).withRespectTo(v);
        assertEquals(
                List.of("add"),
                graph.getOps().values().stream()
                        .map(o -> o.getOp().opName())
                        .filter(name -> name.startsWith("add"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3,4|3,4", "3,4|1,4", "3,4|4", "3,1|1,4", "4|3,4"})
    void largerAndSmallerOfTwo(String shapes) {
        long[][] shape = shapes(shapes);
        INDArray a = distinct(7, shape[0]);
        INDArray b = distinct(8, shape[1]).addi(0.03);
        GradientCheck.numeric(v -> v[0].getSameDiff().math().max(v[0], v[1]), a, b);
        GradientCheck.numeric(v -> v[0].getSameDiff().math().min(v[0], v[1]), a, b);
    }

    private static long[][] shapes(String text) {
        return Stream.of(text.split("\\|"))
                .map(s -> Stream.of(s.split(",")).mapToLong(Long::parseLong).toArray())
                .toArray(long[][]::new);
    }
}
