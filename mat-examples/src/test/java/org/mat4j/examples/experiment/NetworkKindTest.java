package org.mat4j.examples.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.network.Network;
import org.mat4j.examples.data.ImageDataset;
import org.mat4j.layers.network.ConvLarge;
import org.mat4j.layers.network.ImageTask;

/** The ready networks by name. */
class NetworkKindTest {

    private static final OptionalInt DEFAULT = OptionalInt.empty();

    @ParameterizedTest
    @EnumSource(NetworkKind.class)
    void aNetworkHasTheNameAndTheImagesOfItsKind(NetworkKind kind) {
        Network network = kind.create(kind.task(), DEFAULT, DEFAULT);

        assertEquals(kind.id(), network.name());
        assertArrayEquals(kind.task().inputShape(), network.inputShape());
        assertEquals(10, network.classCount());
    }

    @ParameterizedTest
    @EnumSource(NetworkKind.class)
    void aWidthBelowOneIsRefused(NetworkKind kind) {
        assertMessage("width is 0; expected at least 1", kind, OptionalInt.of(0), DEFAULT);
    }

    @Test
    void aDatasetSetsTheTaskOfItsNetworks() {
        assertEquals(ImageTask.MNIST, NetworkKind.taskOf(ImageDataset.FASHION_MNIST));
        assertEquals(ImageTask.CIFAR_10, NetworkKind.taskOf(ImageDataset.CIFAR_10));
        assertEquals(ImageTask.CIFAR_10, NetworkKind.taskOf(ImageDataset.SVHN));
        Experiment byDefault =
                Experiment.builder(DataSelection.of(ImageDataset.SVHN)).build();
        assertArrayEquals(new long[] {32, 32, 3}, byDefault.network().inputShape());
    }

    @Test
    void theLatentOfConvLargeIsAsLargeAsItsWidth() {
        NetworkKind kind = NetworkKind.CONV_LARGE;

        assertEquals(
                ConvLarge.DEFAULT_WIDTH,
                kind.create(kind.task(), DEFAULT, DEFAULT).latentSize());
        assertEquals(5, kind.create(ImageTask.MNIST, OptionalInt.of(5), DEFAULT).latentSize());
        assertEquals(
                5,
                kind.create(kind.task(), OptionalInt.of(5), OptionalInt.of(5)).latentSize());
        assertMessage(
                "latent size is 4; expected 5, the width of conv-large", kind, OptionalInt.of(5), OptionalInt.of(4));
    }

    private static void assertMessage(String expected, NetworkKind kind, OptionalInt width, OptionalInt latentSize) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> kind.create(kind.task(), width, latentSize));
        assertEquals(
                expected,
                e.getMessage()
                        .substring(0, Math.min(expected.length(), e.getMessage().length())));
    }
}
