package org.mat4j.layers.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.LatentRange;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.WeightInitialization;

/** What the ready networks tell of themselves, by which a resumed training knows its network. */
class NetworkSettingsTest {

    @Test
    void everyChoiceIsTold() {
        assertEquals(
                Map.of(
                        "width",
                        "8",
                        "latent range",
                        "unlimited",
                        "logit normalization",
                        "NONE",
                        "normalization",
                        "NONE",
                        "activation",
                        "PRELU",
                        "initial weights",
                        "HE_NORMAL"),
                LeNetPlusPlus.builder().width(8).build().settings());
        assertEquals(
                Map.of(
                        "sizes", "[20, 10]",
                        "dropout rate", "0.1",
                        "latent range", "ball:4.0",
                        "logit normalization", "BATCH",
                        "normalization", "BATCH",
                        "activation", "RELU",
                        "initial weights", "FAN_IN_UNIFORM"),
                MultilayerPerceptron.builder()
                        .sizes(List.of(20, 10))
                        .dropoutRate(0.1)
                        .latentRange(LatentRange.ball(4))
                        .logitNormalization(Normalization.BATCH)
                        .weightInitialization(WeightInitialization.FAN_IN_UNIFORM)
                        .build()
                        .settings());
        assertEquals(
                Map.of(
                        "stages", "[8, 16]",
                        "top", "[16, 16, 16]",
                        "dropout rate", "0.25",
                        "latent range", "unlimited",
                        "logit normalization", "NONE",
                        "normalization", "BATCH",
                        "activation", "LEAKY_RELU",
                        "initial weights", "HE_NORMAL"),
                ConvNet.convSmall(8).with().dropoutRate(0.25).build().settings());
        assertEquals(
                Map.ofEntries(
                        Map.entry("order", "PRE_ACTIVATION"),
                        Map.entry("stem", "16"),
                        Map.entry("stages", "[48, 96, 192]"),
                        Map.entry("blocks per stage", "2"),
                        Map.entry("dropout rate", "0.3"),
                        Map.entry("latent range", "unlimited"),
                        Map.entry("logit normalization", "NONE"),
                        Map.entry("normalization", "BATCH"),
                        Map.entry("activation", "LEAKY_RELU"),
                        Map.entry("initial weights", "HE_NORMAL")),
                ResNet.wideResNet(16, 3).withDropoutRate(0.3).settings());
    }

    @Test
    void networksOfTheSameShapesDiffer() {
        ConvNet plain = ConvNet.convSmall(8);
        for (ConvNet other : List.of(
                ConvNet.convSmall(8).with().dropoutRate(0.1).build(),
                ConvNet.convSmall(8).with().activation(Activation.RELU).build())) {
            assertNotEquals(plain.settings(), other.settings());
        }
    }
}
