package org.mat4j.core.engine.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mat4j.core.testing.check.Values.distinct;
import static org.mat4j.core.testing.check.Values.normal;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.engine.op.LeakyRelu;
import org.mat4j.core.engine.op.Mask;
import org.mat4j.core.engine.op.Prelu;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gradients of the activations of this library. */
class ActivationGradientsTest {

    /** Below 0, 0, between 0 and 1, 1, above 1. */
    private static final INDArray SLOPES = Nd4j.createFromArray(-0.5, 0, 0.3, 1, 1.7);

    static List<long[]> shapes() {
        return List.of(new long[] {4, 5}, new long[] {2, 3, 5}, new long[] {2, 3, 2, 5});
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void prelu(long[] shape) {
        GradientCheck.numeric(v -> Prelu.of(v[0], v[1]), distinct(1, shape), SLOPES.dup());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void preluOfStockOperations(long[] shape) {
        GradientCheck.numeric(v -> Prelu.ofStockOperations(v[0], v[1]), distinct(1, shape), SLOPES.dup());
    }

    @Test
    void preluOfAValueThatIsUsedElsewhereToo() {
        GradientCheck.numeric(
                v -> {
                    SDVariable hidden = v[0].mul(1.5);
                    return Prelu.of(Prelu.of(hidden, v[1]), v[1]).mul(hidden);
                },
                distinct(1, 4, 5),
                Nd4j.createFromArray(0.2, 0.4, 0.6, 0.8, 1.2));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void leakyRelu(long[] shape) {
        GradientCheck.numeric(v -> LeakyRelu.of(v[0], 0.1), distinct(1, shape));
        GradientCheck.numeric(v -> LeakyRelu.of(LeakyRelu.of(v[0], 0.9).mul(v[0]), 0.2), distinct(1, shape));
    }

    @Test
    void maskIsAConstant() {
        INDArray mask = Nd4j.createFromArray(new double[][] {{0, 2, 2}, {2, 0, 2}});
        GradientCheck.numeric(v -> Mask.of(v[0].mul(v[0]), v[0].getSameDiff().constant(mask)), normal(1, 2, 3));
    }

    @Test
    void theDirectionPassComputesNoGradientOfTheSlope() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.var("x", distinct(1, 4, 5));
        SDVariable slope = graph.var("slope", SLOPES);
        Gradients.of(Prelu.of(x, slope).sum()).withRespectTo(x);
        assertEquals(
                0,
                graph.getOps().values().stream()
                        .filter(o -> o.getOp().opName().equals("prelu_backward"))
                        .count());
    }
}
