package org.mat4j.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.lab.testing.Messages;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.LatentRange;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.WeightInitialization;
import org.mat4j.layers.network.ConvNet;
import org.mat4j.layers.network.ImageInput;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The ready networks by name. */
class NetworkKindTest {

    @ParameterizedTest
    @EnumSource(NetworkKind.class)
    void aNetworkHasTheNameAndTheImagesOfItsKind(NetworkKind kind) {
        Network network = kind.create(kind.task(), NetworkSettings.builder().build());

        assertEquals(kind.id(), network.name());
        assertArrayEquals(kind.task().shape(), network.inputShape());
        assertEquals(10, network.classCount());
    }

    @Test
    void aDatasetSetsTheTaskOfItsNetworks() {
        assertEquals(ImageInput.MNIST, NetworkKind.taskOf(ImageDataset.FASHION_MNIST));
        assertEquals(ImageInput.CIFAR_10, NetworkKind.taskOf(ImageDataset.CIFAR_10));
        assertEquals(ImageInput.CIFAR_10, NetworkKind.taskOf(ImageDataset.SVHN));
        Experiment byDefault =
                Experiment.builder(DataSelection.of(ImageDataset.SVHN)).build();
        assertArrayEquals(new long[] {32, 32, 3}, byDefault.network().inputShape());
    }

    @ParameterizedTest
    @EnumSource(NetworkKind.class)
    void widthAndLatentSizeAreThoseAskedFor(NetworkKind kind) {
        Network network = kind.create(
                kind.task(), NetworkSettings.builder().width(5).latentSize(7).build());

        ParameterSet parameters = ParameterSet.initialize(network, DataType.FLOAT, 1);
        List<String> weights = parameters.names().stream()
                .filter(name -> name.endsWith(".weight"))
                .toList();
        // The first convolution of a WideResNet, before its first stage, has 16 filters at any width.
        INDArray first = parameters.parameter(weights.get(kind == NetworkKind.WIDE_RESNET ? 1 : 0));
        assertEquals(5, first.size(-1));
        assertEquals(7, network.latentSize());
    }

    @Test
    void theLatentOfAConvolutionalNetworkFollowsItsWidth() {
        assertEquals(
                ConvNet.CONV_LARGE_WIDTH,
                latentSize(NetworkKind.CONV_LARGE, NetworkSettings.builder().build()));
        assertEquals(
                5,
                latentSize(
                        NetworkKind.CONV_LARGE,
                        NetworkSettings.builder().width(5).build()));
        assertEquals(
                2 * ConvNet.CONV_SMALL_WIDTH,
                latentSize(NetworkKind.CONV_SMALL, NetworkSettings.builder().build()));
        assertEquals(
                10,
                latentSize(
                        NetworkKind.CONV_SMALL,
                        NetworkSettings.builder().width(5).build()));
    }

    private static int latentSize(NetworkKind kind, NetworkSettings settings) {
        return kind.create(ImageInput.MNIST, settings).latentSize();
    }

    @ParameterizedTest
    @EnumSource(NetworkKind.class)
    void logitsAreNormalizedWhereAskedFor(NetworkKind kind) {
        NetworkSettings settings =
                NetworkSettings.builder().width(4).latentSize(3).build();

        assertEquals(List.of(), logitStates(kind, settings));
        assertEquals(
                List.of("head.normalization.mean", "head.normalization.variance"),
                logitStates(kind, settings.withLogitNormalization(Normalization.BATCH)));
    }

    private static List<String> logitStates(NetworkKind kind, NetworkSettings settings) {
        return ParameterSet.initialize(kind.create(kind.task(), settings), DataType.FLOAT, 1).stateNames().stream()
                .filter(name -> name.startsWith("head."))
                .toList();
    }

    @Test
    void settingsAreChecked() {
        NetworkSettings settings = NetworkSettings.builder().build();

        assertRefused("width is 0", () -> NetworkSettings.builder().width(0).build());
        assertRefused(
                "latent size is -1",
                () -> NetworkSettings.builder().latentSize(-1).build());
        assertThrows(NullPointerException.class, () -> settings.withLogitNormalization(null));
        assertThrows(NullPointerException.class, () -> settings.withWeightInitialization(null));
    }

    private static void assertRefused(String message, Executable action) {
        Messages.refused(action, message);
    }

    private static ModelInfo info(String name, int latentSize, Map<String, String> settings) {
        Map<String, String> training = new LinkedHashMap<>();
        settings.forEach((setting, value) -> training.put("network " + setting, value));
        return new ModelInfo(name, new long[] {32, 32, 3}, latentSize, ModelInfo.numbered(10), training, Map.of());
    }

    /** Every ready network, with other settings than its own, is made again from what its model has on record. */
    @ParameterizedTest
    @EnumSource
    void aModelTellsItsNetwork(NetworkKind kind) {
        NetworkSettings settings = NetworkSettings.builder()
                .width(8)
                .latentSize(6)
                .dropoutRate(0.25)
                .normalization(Normalization.LAYER)
                .activation(Activation.TANH)
                .latentRange(LatentRange.sphere(3))
                .logitNormalization(Normalization.BATCH)
                .weightInitialization(WeightInitialization.LECUN_NORMAL)
                .build();
        Network network = kind.create(ImageInput.CIFAR_10, settings);
        ModelInfo info = info(kind.id(), network.latentSize(), network.settings());

        assertEquals(kind, NetworkKind.of(info));
        Network again = NetworkKind.of(info).create(ImageInput.CIFAR_10, NetworkSettings.of(info));
        assertEquals(network.settings(), again.settings());
        assertEquals(network.latentSize(), again.latentSize());
    }

    @Test
    void aModelOfAnotherNetworkOrWithoutSettingsIsRefused() {
        String other = assertThrows(IllegalArgumentException.class, () -> NetworkKind.of(info("mine", 2, Map.of())))
                .getMessage();
        assertTrue(other.contains("'mine'") && other.contains("lenet++"), other);
        String bare = assertThrows(IllegalArgumentException.class, () -> NetworkSettings.of(info("mlp", 2, Map.of())))
                .getMessage();
        assertTrue(bare.contains("setting 'width'") && bare.contains("mlp"), bare);
    }
}
