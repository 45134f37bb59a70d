package org.mat4j.bench.serving;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import org.mat4j.core.model.Predictor;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.layers.onnx.OnnxExport;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** By what a model is served. */
public enum ServingLibrary {
    /** {@link Predictor}, whose answers also have latent, posterior and score. */
    PREDICTOR {
        @Override
        Served of(TrainedModel model) {
            Predictor predictor = Predictor.of(model);
            return new Served() {
                @Override
                public float[] probabilities(INDArray images) {
                    return row(predictor.predictAll(images).get(0).probabilities());
                }

                @Override
                public void close() {
                    predictor.close();
                }
            };
        }
    },
    /** The graph of the model's file in SameDiff's own session. */
    SAMEDIFF {
        @Override
        Served of(TrainedModel model) throws IOException {
            ByteBuffer file = model.classifier().graph().asFlatBuffers(true);
            SameDiff graph = SameDiff.fromFlatBuffers(file);
            return images -> Nd4j.nn()
                    .softmax(graph.outputSingle(Map.of("input", images), "logits"), 1)
                    .toFloatMatrix()[0];
        }
    },
    /** The exported file in ONNX Runtime, its probabilities alone. */
    ONNX_RUNTIME {
        @Override
        Served of(TrainedModel model) throws OrtException {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            OrtSession session =
                    environment.createSession(OnnxExport.of(model).toBytes(), new OrtSession.SessionOptions());
            String input = session.getInputNames().iterator().next();
            return new Served() {
                @Override
                public float[] probabilities(INDArray images) throws OrtException {
                    FloatBuffer values = FloatBuffer.wrap(images.data().asFloat());
                    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, values, images.shape());
                            OrtSession.Result result =
                                    session.run(Map.of(input, tensor), Set.of(OnnxExport.PROBABILITIES))) {
                        return ((float[][]) result.get(0).getValue())[0];
                    }
                }

                @Override
                public void close() throws OrtException {
                    session.close();
                }
            };
        }
    };

    abstract Served of(TrainedModel model) throws IOException, OrtException;

    private static float[] row(double[] values) {
        float[] row = new float[values.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) values[i];
        }
        return row;
    }
}
