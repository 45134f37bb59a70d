package org.mat4j.core.engine.gradient;

import static org.mat4j.core.testing.check.Values.distinct;
import static org.mat4j.core.testing.check.Values.normal;

import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gradients of products of matrices, reductions, and changes of shape. */
class ShapeGradientsTest {

    private static Arguments of(String name, Function<SDVariable, SDVariable> f, INDArray x) {
        return Arguments.of(name, f, x);
    }

    static Stream<Arguments> functions() {
        INDArray cube = normal(1, 2, 3, 4);
        INDArray distinct = distinct(2, 2, 3, 4);
        return Stream.of(
                of("reshape", x -> x.reshape(-1, 4), cube),
                of("permute", x -> x.permute(2, 0, 1), cube),
                of("reverse", x -> x.getSameDiff().reverse(x, 0, 2), cube),
                of("sum of all", x -> x.sum(), cube),
                of("sum over the last axis", x -> x.sum(2), cube),
                of("sum over two axes", x -> x.sum(0, 2), cube),
                of("sum keeping axes", x -> x.sum(true, 1, 2), cube),
                of("mean of all", x -> x.mean(), cube),
                of("mean over two axes", x -> x.mean(1, 2), cube),
                of("mean keeping axes", x -> x.mean(true, 0), cube),
                of("2-norm", x -> x.norm2(1, 2), cube),
                of("max over an axis", x -> x.max(1), distinct),
                of("max over two axes, kept", x -> x.max(true, 1, 2), distinct),
                of("min over an axis", x -> x.min(1), distinct),
                of(
                        "expand and squeeze",
                        x -> x.getSameDiff().squeeze(x.getSameDiff().expandDims(x, 1), 1),
                        cube),
                of("softmax over a middle axis", x -> x.getSameDiff().nn().softmax(x, 1), cube));
    }

    @ParameterizedTest(name = "{0}", autoCloseArguments = false)
    @MethodSource("functions")
    void functionOfOneArray(String name, Function<SDVariable, SDVariable> f, INDArray x) {
        GradientCheck.stock(v -> f.apply(v[0]), x);
    }

    @Test
    void variance() {
        // Stock SameDiff forgets which divisor was asked for when it copies the operation.
        GradientCheck.numeric(v -> v[0].getSameDiff().variance(v[0], false, 0), normal(1, 3, 4));
        GradientCheck.numeric(v -> v[0].getSameDiff().variance(v[0], true, 0), normal(1, 3, 4));
    }

    @Test
    void matrixProduct() {
        GradientCheck.stock(v -> v[0].mmul(v[1]), normal(3, 3, 4), normal(4, 4, 2));
    }

    @Test
    void matrixProductOfARow() {
        GradientCheck.stock(v -> v[0].mmul(v[1]), normal(3, 1, 4), normal(4, 4, 1));
    }

    @Test
    void transposedMatrixProduct() {
        GradientCheck.stock(
                v -> v[0].getSameDiff().mmul(v[0], v[1], true, true, false), normal(5, 4, 3), normal(6, 2, 4));
    }

    @Test
    void concatenation() {
        GradientCheck.stock(v -> v[0].getSameDiff().concat(1, v), normal(7, 2, 3), normal(8, 2, 1), normal(9, 2, 2));
    }

    @Test
    void stack() {
        GradientCheck.stock(v -> v[0].getSameDiff().stack(0, v), normal(7, 2, 3), normal(8, 2, 3));
    }

    @Test
    void severalOutputsOfWhichOneIsNotUsed() {
        GradientCheck.stock(
                v -> {
                    SDVariable[] parts = v[0].getSameDiff().unstack(v[0], 0, 3);
                    return parts[0].mul(parts[2]);
                },
                normal(10, 3, 4));
    }

    @Test
    void slice() {
        INDArray x = normal(11, 3, 4);
        GradientCheck.stock(v -> v[0].getSameDiff().slice(v[0], new int[] {1, 0}, 2, 3), x);
    }
}
