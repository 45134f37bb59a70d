package org.mat4j.layers.onnx;

import static java.util.Map.entry;
import static org.mat4j.layers.onnx.Translators.same;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;

/** Arithmetic of each element, with another array, a number or alone; both sides broadcast by the same rules. */
final class ArithmeticOperations {

    static final Map<String, Translator> TABLE = Map.ofEntries(
            entry("add", same("Add")),
            entry("subtract", same("Sub")),
            entry("multiply", same("Mul")),
            entry("divide", same("Div")),
            entry("reversesubtract", op -> op.add("Sub", op.input(1), op.input(0))),
            entry("reversedivide", op -> op.add("Div", op.input(1), op.input(0))),
            entry("squaredsubtract", op -> square(op, op.add("Sub", op.inputs()))),
            entry("Pow", same("Pow")),
            entry("maximum", same("Max")),
            entry("minimum", same("Min")),
            entry("mergeadd", same("Sum")),
            entry("mergeavg", same("Mean")),
            entry("mergemax", same("Max")),
            entry("add_scalar", withNumber("Add")),
            entry("sub_scalar", withNumber("Sub")),
            entry("mul_scalar", withNumber("Mul")),
            entry("div_scalar", withNumber("Div")),
            entry("pow", withNumber("Pow")),
            entry("max_scalar", withNumber("Max")),
            entry("scalar_min", withNumber("Min")),
            entry("rsub_scalar", op -> op.add("Sub", op.number(op.scalar()), op.input(0))),
            entry("rdiv_scalar", op -> op.add("Div", op.number(op.scalar()), op.input(0))),
            entry("identity", same("Identity")),
            entry("neg", same("Neg")),
            entry("abs", same("Abs")),
            entry("sign", same("Sign")),
            entry("floor", same("Floor")),
            entry("ceil", same("Ceil")),
            entry("exp", same("Exp")),
            entry("expm1", op -> op.add("Sub", op.add("Exp", op.inputs()), op.number(1))),
            entry("log", same("Log")),
            entry("log1p", op -> op.add("Log", op.add("Add", op.input(0), op.number(1)))),
            entry("sqrt", same("Sqrt")),
            entry("rsqrt", op -> op.add("Reciprocal", op.add("Sqrt", op.inputs()))),
            entry("Reciprocal", same("Reciprocal")),
            entry("square", op -> square(op, op.input(0))),
            entry("cube", op -> op.add("Mul", op.input(0), square(op, op.input(0)))),
            entry("erf", same("Erf")),
            entry("sin", same("Sin")),
            entry("cos", same("Cos")),
            entry(
                    "ClipByValue",
                    op -> op.add("Clip", op.input(0), op.number(op.numbers()[0]), op.number(op.numbers()[1]))),
            entry("greater", same("Greater")),
            entry("greater_equal", same("GreaterOrEqual")),
            entry("less", same("Less")),
            entry("less_equal", same("LessOrEqual")),
            entry("equals", same("Equal")),
            entry("greaterthan_scalar", withNumber("Greater")),
            entry("lessthan_scalar", withNumber("Less")),
            entry("step", op -> cast(op, op.add("Greater", op.input(0), op.number(op.scalar())))),
            entry("Where", same("Where")),
            entry("cast", op -> cast(op, op.input(0))));

    private ArithmeticOperations() {}

    private static Translator withNumber(String operator) {
        return op -> op.add(operator, op.input(0), op.number(op.scalar()));
    }

    static String square(Operation op, String x) {
        return op.add("Mul", x, x);
    }

    private static String cast(Operation op, String value) {
        DataType type = op.outputType();
        return op.onnx()
                .cast(
                        op.name(),
                        type == DataType.BOOL
                                ? TensorProto.DataType.BOOL
                                : type.isIntType() ? TensorProto.DataType.INT64 : TensorProto.DataType.FLOAT,
                        value);
    }
}
