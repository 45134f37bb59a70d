package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.core.model.TrainedModel;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@code train --from}: what a run has learned is where another one starts. */
class FineTuningTest {

    @TempDir
    static Path folder;

    private static String train(String options) {
        return "train --network mlp --width 16 --latent-size 4 --method baseline --train-size 200 --validation-size 0"
                + " --robustness-size 0 --updates 3 --quiet " + options;
    }

    private static Map<String, INDArray> arrays(String run) {
        try (TrainedModel model = TrainedModel.load(folder.resolve(run).resolve("model.zip"))) {
            Map<String, INDArray> arrays = model.parameters();
            arrays.putAll(model.constants());
            return arrays;
        }
    }

    @BeforeAll
    static void learn() {
        Cli.succeed(train("--out " + folder.resolve("first")));
    }

    @Test
    void frozenPartsAreThoseOfTheModel() {
        String from = " --from " + folder.resolve("first/model.zip");
        Cli cli =
                Cli.succeed(train("--freeze * --rate-of head.*=0.5 --seed 2 --out " + folder.resolve("second") + from));

        Map<String, INDArray> first = arrays("first");
        Map<String, INDArray> second = arrays("second");
        assertEquals(first.keySet(), second.keySet());
        first.forEach((name, array) -> {
            if (name.startsWith("head.")) {
                assertNotEquals(array, second.get(name), name);
            } else {
                assertEquals(array, second.get(name), name);
            }
        });
        assertTrue(cli.out().contains("\"rates\":\"* frozen, head.* x 0.5\""), cli.out());
        assertTrue(cli.out().contains("\"initialValues\":\"model of mlp, SHA-256 "), cli.out());
    }

    @Test
    void anotherNetworkIsRefusedUnlessItsPartsAreExcepted() {
        String line = train("--out " + folder.resolve("second") + " --from " + folder.resolve("first/model.zip"))
                .replace("--latent-size 4 ", "--latent-size 5 ");
        Cli.line(line).assertFailed(2, "body.11.weight", "head.weight [4, 10], expected [5, 10]");
        Cli rest = Cli.line(line + " --except body.11.*,head.*");
        rest.assertFailed(2, "body.12.gamma [4], expected [5]");
        assertFalse(rest.err().contains("head.weight"), rest.err());
    }

    private static String bare(String options) {
        return "train --method baseline --train-size 200 --validation-size 0 --robustness-size 0 --updates 2 --quiet "
                + options;
    }

    /** Also of other data, whose own mean is another one. */
    @Test
    void networkAndPreprocessingAreThoseOfTheModel() {
        String settings =
                "--network mlp --width 12 --latent-size 5 --dropout 0.2 --activation tanh --normalization none"
                        + " --latent-range ball:7 --logit-normalization batch --initial-weights lecun-normal";
        Cli.succeed(bare(settings + " --preprocessing standardized --out " + folder.resolve("own")));
        String from = " --from " + folder.resolve("own/model.zip");
        Cli.succeed(bare("--seed 5 --freeze * --rate-of head.bias=1 --out " + folder.resolve("tuned") + from));

        Map<String, String> own = info("own").training();
        Map<String, String> tuned = info("tuned").training();
        assertEquals("mlp", info("tuned").network());
        own.forEach((name, value) -> {
            if (name.startsWith("network ")) {
                assertEquals(value, tuned.get(name), name);
            }
        });
        assertTrue(own.get("network preprocessing").startsWith("standardized"), own.toString());
        assertEquals("[12, 6, 3, 5]", own.get("network sizes"));
        assertEquals(arrays("own").get("preprocessing_mean"), arrays("tuned").get("preprocessing_mean"));

        String third = bare("--out " + folder.resolve("third") + from);
        Cli.line(third + " --activation relu")
                .assertFailed(2, "network activation is 'TANH' there, 'RELU' here", "that of --from");
        Cli.line(third + " --preprocessing zca")
                .assertFailed(2, "--preprocessing is zca, expected standardized", "leave the option out");
        Cli.line(third + " --width 13").assertFailed(2, "body.2.weight", "of another shape");
    }

    private static ModelInfo info(String run) {
        try (TrainedModel model = TrainedModel.load(folder.resolve(run).resolve("model.zip"))) {
            return model.info();
        }
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("none.zip");
        Cli.line(train("--out " + folder.resolve("second") + " --from " + missing))
                .assertFailed(1, missing, "no such file");
    }
}
