package org.mat4j.core.engine.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mat4j.core.testing.check.Values.normal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** Gradients of products of matrices. */
class MatrixProductGradientsTest {

    @Test
    void ofTwoMatrices() {
        GradientCheck.stock(v -> v[0].mmul(v[1]), normal(1, 4, 3), normal(2, 3, 5));
    }

    @Test
    void ofAValueInBetweenWhoseRankIsNotKnown() {
        GradientCheck.stock(
                v -> v[0].getSameDiff().math().tanh(v[0]).mmul(v[1]).mmul(v[2]),
                normal(1, 4, 3),
                normal(2, 3, 5),
                normal(3, 5, 2));
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true", "true, true"})
    void ofTransposedMatrices(boolean first, boolean second) {
        GradientCheck.numeric(
                v -> v[0].getSameDiff().mmul(v[0], v[1], first, second, false),
                first ? normal(1, 3, 4) : normal(1, 4, 3),
                second ? normal(2, 5, 3) : normal(2, 3, 5));
    }

    @Test
    void ofBatchesOfMatrices() {
        GradientCheck.numeric(v -> v[0].mmul(v[1]), normal(1, 2, 4, 3), normal(2, 2, 3, 5));
    }

    @Test
    void onlyTheGradientThatIsAskedForIsComputed() {
        SameDiff graph = SameDiff.create();
        SDVariable a = graph.var("a", normal(1, 4, 3));
        SDVariable b = graph.var("b", normal(2, 3, 5));
        SDVariable loss = a.mmul(b).sum();
        Gradients.of(loss).withRespectTo(a);
        assertEquals(2, count(graph, "matmul"));
        assertEquals(0, count(graph, "matmul_bp"));
        Gradients.of(loss).withRespectTo(a, b);
        assertEquals(4, count(graph, "matmul"));
    }

    private static long count(SameDiff graph, String operation) {
        return graph.getOps().values().stream()
                .filter(o -> o.getOp().opName().equals(operation))
                .count();
    }
}
