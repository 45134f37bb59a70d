package org.mat4j.layers.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A model in ONNX Runtime. */
final class OnnxRun implements AutoCloseable {

    private final OrtSession session;

    /** @param values by rows; truth values as 1 and 0 */
    record Array(long[] shape, double[] values) {}

    OnnxRun(byte[] model) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment().createSession(model, options);
        } catch (OrtException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "test");
    }

    /** The shapes of all inputs and outputs by name, -1 for any size. */
    Map<String, long[]> shapes() {
        try {
            Map<String, long[]> shapes = new LinkedHashMap<>();
            for (Map<String, NodeInfo> infos : List.of(session.getInputInfo(), session.getOutputInfo())) {
                infos.forEach((name, info) -> shapes.put(name, ((TensorInfo) info.getInfo()).getShape()));
            }
            return shapes;
        } catch (OrtException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    Map<String, String> metadata() {
        try {
            return session.getMetadata().getCustomMetadata();
        } catch (OrtException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** All outputs for a batch. */
    Map<String, Array> run(String input, INDArray x) {
        FloatBuffer values = FloatBuffer.wrap(x.dup('c').data().asFloat());
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment(), values, x.shape());
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            Map<String, Array> outputs = new LinkedHashMap<>();
            for (Map.Entry<String, OnnxValue> output : result) {
                outputs.put(output.getKey(), array((OnnxTensor) output.getValue()));
            }
            return outputs;
        } catch (OrtException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static Array array(OnnxTensor tensor) {
        double[] values =
                switch (tensor.getInfo().type) {
                    case FLOAT -> doubles(tensor.getFloatBuffer().array());
                    case INT64 ->
                        Arrays.stream(tensor.getLongBuffer().array())
                                .asDoubleStream()
                                .toArray();
                    case BOOL -> {
                        byte[] bytes = tensor.getByteBuffer().array();
                        yield IntStream.range(0, bytes.length)
                                .mapToDouble(i -> bytes[i])
                                .toArray();
                    }
                    default -> throw new AssertionError(tensor.getInfo());
                };
        return new Array(tensor.getInfo().getShape(), values);
    }

    private static double[] doubles(float[] floats) {
        double[] doubles = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
