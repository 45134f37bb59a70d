package org.mat4j.layers.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.factory.Nd4j;

/** An operation of a SameDiff graph that is being translated, and the ONNX graph that it is written to. */
final class Operation {

    private final GraphTranslation graph;
    private final SameDiffOp operation;

    Operation(GraphTranslation graph, SameDiffOp operation) {
        this.graph = graph;
        this.operation = operation;
    }

    /** SameDiff's own object, for settings that are neither arguments nor a scalar. */
    DifferentialFunction function() {
        return operation.getOp();
    }

    int inputCount() {
        return operation.getInputsToOp().size();
    }

    /** The value of an input in the ONNX graph. */
    String input(int i) {
        return graph.value(variable(i));
    }

    String[] inputs() {
        return IntStream.range(0, inputCount()).mapToObj(this::input).toArray(String[]::new);
    }

    /** The array of an input that does not depend on the network's input. */
    Optional<INDArray> known(int i) {
        return graph.known(variable(i));
    }

    /** The array of an input that must not depend on the network's input. */
    INDArray requireKnown(int i) {
        return known(i).orElseThrow(() -> refused("input " + i, "'" + variable(i) + "'", "a constant"));
    }

    /** The shape of an input for a batch of one example. */
    long[] shape(int i) {
        return graph.shape(variable(i));
    }

    DataType outputType() {
        return graph.type(operation.getOutputsOfOp().get(0));
    }

    private String variable(int i) {
        return operation.getInputsToOp().get(i);
    }

    /** Arguments that are whole numbers. */
    long[] integers() {
        return ((DynamicCustomOp) function()).iArgs();
    }

    double[] numbers() {
        return ((DynamicCustomOp) function()).tArgs();
    }

    boolean[] flags() {
        return ((DynamicCustomOp) function()).bArgs();
    }

    double scalar() {
        return ((ScalarOp) function()).scalar().getDouble(0);
    }

    OnnxGraph onnx() {
        return graph.onnx();
    }

    /** What values of this operation are called: as its output. */
    String name() {
        return operation.getOutputsOfOp().get(0);
    }

    String add(String operator, String... inputs) {
        return onnx().add(operator, name(), inputs);
    }

    String add(String operator, List<AttributeProto> attributes, String... inputs) {
        return onnx().add(operator, name(), attributes, inputs);
    }

    /** A constant number, whole if the first input is. */
    String number(double value) {
        return graph.type(variable(0)).isIntType()
                ? onnx().constant(name(), Nd4j.scalar((long) value))
                : onnx().number(name(), value);
    }

    /** A constant list of whole numbers. */
    String longs(long... values) {
        return onnx().longs(name(), values);
    }

    /** A value with its axes in another order. */
    String transposed(String value, long... order) {
        return add("Transpose", List.of(Attributes.integers("perm", order)), value);
    }

    /** Checks a setting; the message names the operation. */
    void require(boolean condition, String setting, Object found, String expected) {
        if (!condition) {
            throw refused(setting, found, expected);
        }
    }

    private IllegalArgumentException refused(String setting, Object found, String expected) {
        return new IllegalArgumentException(
                setting + " of the operation " + function().opName() + ", which computes '" + name() + "', is " + found
                        + ", expected " + expected + ": nothing else can be expressed in ONNX");
    }
}
