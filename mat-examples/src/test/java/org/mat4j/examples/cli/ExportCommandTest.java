package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.layers.onnx.OnnxExport;

/** 'export' of a small model of the embedded digits; what the file computes is tested where it is made. */
class ExportCommandTest {

    @TempDir
    static Path folder;

    private static Path model;

    @BeforeAll
    static void train() {
        Cli.succeed("train -q --network mlp --width 8 --latent-size 4 --updates 1 --robustness-size 0 --out "
                + folder.resolve("run"));
        model = folder.resolve("run/model.zip");
    }

    @Test
    void writesTheFile() throws IOException {
        Path out = folder.resolve("served/model.onnx");
        Cli cli = Cli.succeed("export --model " + model + " --format onnx --out " + out);
        JsonNode result = cli.json();
        assertEquals(out.toString(), result.get("out").asText());
        assertEquals("onnx", result.get("format").asText());
        assertEquals(Files.size(out), result.get("bytes").asLong());
        try (TrainedModel trained = TrainedModel.load(model)) {
            assertArrayEquals(OnnxExport.of(trained).toBytes(), Files.readAllBytes(out));
        }
    }

    @Test
    void refusesWhatItCannotDo() {
        Path out = folder.resolve("refused.onnx");
        Cli.line("export --model " + model + " --format tflite --out " + out)
                .assertFailed(2, "--format", "tflite", "onnx");
        Cli.line("export --model " + model).assertFailed(2, "--out");
        Cli.line("export --model " + folder.resolve("none.zip") + " --out " + out)
                .assertFailed(1, "none.zip");
        Cli.line("export --model " + model + " --out " + model.resolve("x.onnx"))
                .assertFailed(1, "x.onnx");
        assertFalse(Files.exists(out));
    }
}
