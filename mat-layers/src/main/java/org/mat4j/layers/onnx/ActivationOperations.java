package org.mat4j.layers.onnx;

import static java.util.Map.entry;
import static org.mat4j.layers.onnx.Attributes.integer;
import static org.mat4j.layers.onnx.Attributes.number;
import static org.mat4j.layers.onnx.Translators.same;

import java.util.List;
import java.util.Map;

/** Nonlinearities of networks. */
final class ActivationOperations {

    static final Map<String, Translator> TABLE = Map.ofEntries(
            // A cutoff other than 0 is what smaller values become.
            entry("relu", op -> op.scalar() == 0 ? op.add("Relu", op.inputs()) : atLeast(op, op.scalar())),
            entry("relu6", op -> op.add("Min", atLeast(op, op.scalar()), op.number(6))),
            entry(
                    "thresholdedrelu",
                    op -> op.add("ThresholdedRelu", List.of(number("alpha", op.numbers()[0])), op.input(0))),
            entry("leakyrelu", op -> op.add("LeakyRelu", List.of(number("alpha", op.scalar())), op.input(0))),
            entry("prelu", same("PRelu")),
            entry("elu", op -> op.add("Elu", List.of(number("alpha", op.numbers()[0])), op.input(0))),
            entry("selu", same("Selu")),
            entry("sigmoid", same("Sigmoid")),
            entry("hard_sigmoid", same("HardSigmoid")),
            entry("logsigmoid", op -> op.add("Neg", op.add("Softplus", op.add("Neg", op.inputs())))),
            entry("tanh", same("Tanh")),
            entry("hardtanh", op -> op.add("Clip", op.input(0), op.number(-1), op.number(1))),
            entry("rectified_tanh", op -> op.add("Relu", op.add("Tanh", op.inputs()))),
            entry("rational_tanh", ActivationOperations::rationalTanh),
            entry("softplus", same("Softplus")),
            entry("softsign", same("Softsign")),
            entry("swish", op -> gated(op, op.input(0))),
            entry("gelu", op -> gated(op, op.add("Mul", op.input(0), op.number(1.702)))),
            entry("precise_gelu", ActivationOperations::preciseGelu),
            entry("softmax", op -> op.add("Softmax", List.of(integer("axis", axis(op))), op.input(0))),
            entry("log_softmax", op -> op.add("LogSoftmax", List.of(integer("axis", axis(op))), op.input(0))));

    private ActivationOperations() {}

    private static String atLeast(Operation op, double least) {
        return op.add("Max", op.input(0), op.number(least));
    }

    /** The last axis by default. */
    private static long axis(Operation op) {
        return op.integers().length == 0 ? -1 : op.integers()[0];
    }

    /** x sigmoid(gate). */
    private static String gated(Operation op, String gate) {
        return op.add("Mul", op.input(0), op.add("Sigmoid", gate));
    }

    /** x (1 + tanh(sqrt(2 / pi) (x + (0.044715 x)^3))) / 2: ND4J cubes the factor too. */
    private static String preciseGelu(Operation op) {
        String x = op.input(0);
        String part = op.add("Mul", x, op.number(0.044715));
        String inner = op.add("Add", x, op.add("Mul", part, ArithmeticOperations.square(op, part)));
        String tanh = op.add("Tanh", op.add("Mul", inner, op.number(Math.sqrt(2 / Math.PI))));
        return op.add("Mul", op.add("Mul", x, op.number(0.5)), op.add("Add", tanh, op.number(1)));
    }

    /** 1.7159 sign(y) (1 - 1 / (1 + |y| + y^2 + 1.41645 y^4)) with y = 2 x / 3. */
    private static String rationalTanh(Operation op) {
        String y = op.add("Mul", op.input(0), op.number(2.0 / 3));
        String square = ArithmeticOperations.square(op, y);
        String fourth = op.add("Mul", ArithmeticOperations.square(op, square), op.number(1.41645));
        String sum = op.add("Sum", op.number(1), op.add("Abs", y), square, fourth);
        String magnitude = op.add("Sub", op.number(1), op.add("Reciprocal", sum));
        return op.add("Mul", op.add("Mul", op.add("Sign", y), magnitude), op.number(1.7159));
    }
}
