package org.mat4j.layers.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The program of docs/serving.md compiles: it is this class's method {@code serve}, line by line. */
class ServingDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/serving.md");

    static float[][] serve(float[] pixels) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession("model.onnx")) {
            long[] shape = {pixels.length / 784, 28, 28, 1};
            try (OnnxTensor images = OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels), shape);
                    OrtSession.Result result = session.run(Map.of("input", images))) {
                return (float[][]) result.get("probabilities").orElseThrow().getValue();
            }
        }
    }

    @Test
    void theDocumentShowsWhatIsCompiled() throws IOException {
        String document = Files.readString(DOCUMENT);
        int from = document.indexOf("OrtEnvironment environment");
        assertTrue(from > 0, DOCUMENT.toString());
        List<String> shown = lines(document.substring(from, document.indexOf("```", from)));
        List<String> source = lines(Files.readString(
                Path.of("src/test/java", ServingDocumentTest.class.getName().replace('.', '/') + ".java")));
        int start = source.indexOf(shown.get(0));
        assertEquals(shown, source.subList(start, start + shown.size()));
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
