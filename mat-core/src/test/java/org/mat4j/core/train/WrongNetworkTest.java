package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.method.MethodType;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.TestMethods;
import org.mat4j.core.testing.TestNetwork;

/** A network whose pass is not what its sizes say. */
class WrongNetworkTest {

    private static final long[] INPUT = {4};

    private static void assertRefused(String message, TestNetwork network, MethodType method) {
        Trainer trainer = Trainer.builder(network)
                .config(TrainingConfig.builder().method(TestMethods.of(method)).build())
                .build();
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> trainer.fit(Blobs.batches(1, 6, 4, 3, 1)))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({"BASELINE, 2", "MAT, 2", "MAT, 5", "MAT, 1"})
    void latentOfAnotherSize(MethodType method, int said) {
        TestNetwork network = new TestNetwork(
                INPUT, said, 3, (pass, x) -> TestNetwork.head(pass, TestNetwork.hidden(pass, x, INPUT, 3), 3, 3));
        assertRefused(
                "shape of the latent that TestNetwork.build gives is [6, 3], expected [6, " + said
                        + "] as its latentSize() says",
                network,
                method);
    }

    /** One logit would be broadcast without a word. */
    @ParameterizedTest
    @CsvSource({"BASELINE, 1", "BASELINE, 4", "MAT, 1", "MAT, 4", "AT_L2, 2"})
    void logitsOfAnotherWidth(MethodType method, int given) {
        TestNetwork network = new TestNetwork(
                INPUT, 3, 3, (pass, x) -> TestNetwork.head(pass, TestNetwork.hidden(pass, x, INPUT, 3), 3, given));
        assertRefused(
                "shape of the logits that TestNetwork.build gives is [6, " + given
                        + "], expected [6, 3] as its classCount() says",
                network,
                method);
    }

    @ParameterizedTest
    @CsvSource({"BASELINE", "MAT"})
    void latentThatKeepsTheImage(MethodType method) {
        TestNetwork network = new TestNetwork(INPUT, 3, 3, (pass, x) -> {
            var features = TestNetwork.head(pass, TestNetwork.hidden(pass, x, INPUT, 3), 3, 3);
            return new Outputs(features.latent().reshape(-1, 3, 1), features.logits());
        });
        assertRefused(
                "shape of the latent that TestNetwork.build gives is [6, 3, 1], expected [6, 3] as its latentSize() says",
                network,
                method);
    }
}
