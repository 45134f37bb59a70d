package org.mat4j.layers.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An ONNX graph in the making. Values are known by their names; a name that is asked for twice gets a number.
 *
 * <p>Floating point numbers are FLOAT, which all runtimes compute convolutions in, but for what {@link #doubles} says;
 * whole numbers are INT64.
 */
final class OnnxGraph {

    /** The version of ONNX's operators that is written; runtimes know it since 2022. */
    static final int OPERATOR_SET = 17;

    /** What the first axis of inputs and outputs is called. */
    static final String BATCH = "batch";

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Set<String> names;

    /** @param reserved names of the input and the outputs */
    OnnxGraph(Collection<String> reserved) {
        names = new HashSet<>(reserved);
    }

    GraphProto build(String name) {
        return graph.setName(name).build();
    }

    /** @param example the shape behind the batch axis */
    void input(String name, String description, long... example) {
        graph.addInput(info(name, DataType.FLOAT, description, example));
    }

    /** Gives a value out under a reserved name. */
    void output(String name, DataType type, String description, String value, long... example) {
        graph.addOutput(info(name, type, description, example));
        graph.addNode(
                NodeProto.newBuilder().setOpType("Identity").addInput(value).addOutput(name));
    }

    private static ValueInfoProto info(String name, DataType type, String description, long... example) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDimBuilder().setDimParam(BATCH);
        for (long size : example) {
            shape.addDimBuilder().setDimValue(size);
        }
        TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder()
                .setElemType(type.getNumber())
                .setShape(shape)
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setDocString(description)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /**
     * Adds an operator with one output.
     *
     * @param hint what the output is called, if that is free
     * @return what it is called
     */
    String add(String operator, String hint, List<AttributeProto> attributes, String... inputs) {
        String output = unique(hint);
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .addAllAttribute(attributes));
        return output;
    }

    /** As above, without attributes. */
    String add(String operator, String hint, String... inputs) {
        return add(operator, hint, List.of(), inputs);
    }

    String cast(String hint, DataType type, String value) {
        return add("Cast", hint, List.of(Attributes.integer("to", type.getNumber())), value);
    }

    /** A constant array: floating point numbers of any precision as FLOAT, whole ones as INT64, truth values as BOOL. */
    String constant(String hint, INDArray array) {
        INDArray ordered = array.dup('c');
        if (array.isB()) {
            byte[] values = new byte[(int) array.length()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (byte) (ordered.data().getInt(i) != 0 ? 1 : 0);
            }
            return tensor(hint, DataType.BOOL, ByteBuffer.wrap(values), array.shape());
        }
        if (array.isZ()) {
            ByteBuffer bytes = bytes(Long.BYTES, array.length());
            bytes.asLongBuffer().put(ordered.data().asLong());
            return tensor(hint, DataType.INT64, bytes, array.shape());
        }
        ByteBuffer bytes = bytes(Float.BYTES, array.length());
        bytes.asFloatBuffer().put(ordered.data().asFloat());
        return tensor(hint, DataType.FLOAT, bytes, array.shape());
    }

    /** A constant list of whole numbers. */
    String longs(String hint, long... values) {
        ByteBuffer bytes = bytes(Long.BYTES, values.length);
        bytes.asLongBuffer().put(values);
        return tensor(hint, DataType.INT64, bytes, values.length);
    }

    /** A constant FLOAT without axes. */
    String number(String hint, double value) {
        ByteBuffer bytes = bytes(Float.BYTES, 1);
        bytes.putFloat(0, (float) value);
        return tensor(hint, DataType.FLOAT, bytes);
    }

    /** A constant array in double precision. */
    String doubles(String hint, double[] values, long... shape) {
        ByteBuffer bytes = bytes(Double.BYTES, values.length);
        bytes.asDoubleBuffer().put(values);
        return tensor(hint, DataType.DOUBLE, bytes, shape);
    }

    private static ByteBuffer bytes(int size, long count) {
        return ByteBuffer.allocate(Math.toIntExact(size * count)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private String tensor(String hint, DataType type, ByteBuffer bytes, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(unique(hint))
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(bytes));
        for (long size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
        return tensor.getName();
    }

    private String unique(String hint) {
        String name = hint;
        for (int i = 1; !names.add(name); i++) {
            name = hint + "." + i;
        }
        return name;
    }
}
