package org.mat4j.layers.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mat4j.layers.testing.Refusal.assertRefused;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.layers.block.Block;
import org.mat4j.layers.block.Dense;
import org.mat4j.layers.block.Flatten;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.Sequential;
import org.nd4j.linalg.api.buffer.DataType;

/** Networks of one's own from a body of blocks. */
class BlockNetworkTest {

    private static final ImageTask TASK = new ImageTask(2, 3, 1, 4);
    private static final Block BODY = Sequential.of(new Flatten(), Dense.of(5));

    private static final class Own extends BlockNetwork {
        Own(String name, ImageTask task, int latentSize, Block body) {
            super(name, task, latentSize, body);
        }

        Own(Normalization logitNormalization) {
            this(Dense.of(TASK.classCount()), logitNormalization);
        }

        Own(Dense head, Normalization logitNormalization) {
            super("own", TASK, 5, BODY, head, logitNormalization);
        }
    }

    private static ParameterSet parameters(BlockNetwork network) {
        return ParameterSet.initialize(network, DataType.FLOAT, 1);
    }

    @Test
    void logitsAreNormalizedOnDemand() {
        List<String> plain = List.of("body.2.weight", "body.2.bias", "head.weight", "head.bias");
        assertEquals(plain, parameters(new Own("own", TASK, 5, BODY)).names());
        assertEquals(plain, parameters(new Own(Normalization.NONE)).names());
        ParameterSet normalized = parameters(new Own(Normalization.BATCH));
        assertEquals(plain, normalized.names().subList(0, 4));
        assertEquals(
                List.of("head.normalization.gamma", "head.normalization.beta"),
                normalized.names().subList(4, 6));
        assertEquals(2 * 4, normalized.flat().length() - (6 * 5 + 5 + 5 * 4 + 4));
    }

    @Test
    void theHeadGivesALogitForEachClass() {
        assertRefused(
                "the head of own gives 3 logits; expected 4, one for each class",
                () -> new Own(Dense.of(3), Normalization.NONE));
    }

    @Test
    void theBodyGivesTheLatent() {
        assertRefused(
                "the body of own gives the shape [5]; expected [6], the size of the latent",
                () -> parameters(new Own("own", TASK, 6, BODY)));
        assertRefused(
                "the body of own gives the shape [2, 3, 1]; expected [5], the size of the latent",
                () -> parameters(new Own("own", TASK, 5, Sequential.of())));
    }

    @Test
    void refusesNull() {
        assertThrows(NullPointerException.class, () -> new Own(null, TASK, 5, BODY));
        assertThrows(NullPointerException.class, () -> new Own("own", null, 5, BODY));
        assertThrows(NullPointerException.class, () -> new Own("own", TASK, 5, null));
        assertThrows(NullPointerException.class, () -> new Own(null));
    }
}
