package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.network.Network;
import org.mat4j.data.image.ImageShape;

class BenchCommandTest {

    private static final List<String> KEYS = List.of(
            "network",
            "method",
            "labeled",
            "unlabeled",
            "ms_per_step",
            "min_ms",
            "peak_rss_mb",
            "backend",
            "threads",
            "steps",
            "first_step_seconds",
            "page_faults_per_step",
            "rss_growth_mb");

    @ParameterizedTest
    @CsvSource({
        "lenet++, mat, 6, 0",
        "lenet++, baseline, 6, 0",
        "conv-large, mat, 4, 6",
        "conv-large, vat, 4, 0",
        "conv-small, mat, 4, 6",
        "mlp, rpt, 5, 3",
    })
    void printsOneLineOfJson(String network, String method, int labeled, int unlabeled) throws Exception {
        Cli cli = Cli.succeed("bench --network " + network + " --method " + method + " --labeled " + labeled
                + " --unlabeled " + unlabeled + " --steps 3 --warmup 1 --width 2");
        assertEquals(1, cli.out().lines().count(), cli.out());
        assertEquals(
                network + " by " + method + ": measuring 3 steps after 1",
                cli.err().strip());
        JsonNode json = new ObjectMapper().readTree(cli.out());
        List<String> keys = new ArrayList<>();
        json.fieldNames().forEachRemaining(keys::add);
        assertEquals(KEYS, keys);
        assertEquals(network, json.get("network").asText());
        assertEquals(method, json.get("method").asText());
        assertEquals(labeled, json.get("labeled").asInt());
        assertEquals(unlabeled, json.get("unlabeled").asInt());
        assertEquals(3, json.get("steps").asInt());
        double min = json.get("min_ms").asDouble();
        double median = json.get("ms_per_step").asDouble();
        assertTrue(min > 0 && median >= min, cli.out());
        assertTrue(json.get("threads").asInt() >= 1);
        assertTrue(!json.get("backend").asText().isBlank());
        if (System.getProperty("os.name").equals("Linux")) {
            assertTrue(json.get("peak_rss_mb").asLong() > 50, cli.out());
            assertTrue(json.get("page_faults_per_step").asDouble() >= 0, cli.out());
        }
    }

    @Test
    void imagesAndClassesMayBeOthers() {
        Network network =
                new NetworkOptions().createAsPublished(Optional.of(7), Optional.of(new ImageShape(36, 32, 3)));

        assertEquals(7, network.classCount());
        assertArrayEquals(new long[] {36, 32, 3}, network.inputShape());
        Cli.succeed("bench --classes 7 --image-size 36x32x3 --labeled 4 --steps 1 --width 2");
    }

    @Test
    void showsWhereTheTimeGoes() {
        Cli cli = Cli.succeed("bench --labeled 4 --steps 2 --width 2 --breakdown --quiet");
        assertEquals(1, cli.out().lines().count(), cli.out());
        assertTrue(cli.err().startsWith("ms per step"), cli.err());
        for (String operation : List.of("conv2d", "convolution_backward", "prelu_forward", "all operations")) {
            assertTrue(cli.err().contains(operation), cli.err());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--labeled 0, labeled is 0",
        "--unlabeled -1, unlabeled is -1",
        "--steps 0, steps is 0",
        "--warmup -1, warmup is -1",
        "--width 0, width is 0",
        "--classes 1, number of classes is 1",
        "--image-size 6x28x1, image size for LeNet++ is 6 x 28",
        "--network conv-large --latent-size 0, --latent-size is 0",
        "--network lenet, 'expected one of lenet++, conv-large, conv-small, wrn, resnet18, mlp, found'",
        "--epsilon 0, epsilon is 0.0",
    })
    void tellsWhatIsWrong(String options, String expected) {
        Cli cli = Cli.line("bench " + options);
        assertEquals(2, cli.code(), cli.err());
        assertEquals("", cli.out());
        assertTrue(cli.err().startsWith("mat4j bench: error: "), cli.err());
        assertTrue(cli.err().contains(expected), cli.err());
    }

    @Test
    void refusesOptionsThatTheMethodDoesNotHave() {
        Cli cli = Cli.line("bench --method baseline --beta 1 --labeled 4 --steps 1 --width 2");
        cli.assertFailed(2, "--beta 1 has no effect with --method baseline");
    }
}
