package org.mat4j.lab.experiment;

import java.util.function.BiFunction;
import org.mat4j.core.network.Network;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.image.ImageShape;
import org.mat4j.layers.network.ConvNet;
import org.mat4j.layers.network.ImageInput;
import org.mat4j.layers.network.LeNetPlusPlus;
import org.mat4j.layers.network.MultilayerPerceptron;

/** The ready networks, by name. */
public enum NetworkKind {

    /** {@link LeNetPlusPlus}; its width is the filters of the first stage. */
    LENET_PLUS_PLUS("lenet++", ImageInput.MNIST, (task, settings) -> LeNetPlusPlus.builder()
            .input(task)
            .width(settings.width().orElse(LeNetPlusPlus.DEFAULT_WIDTH))
            .latentSize(settings.latentSize().orElse(LeNetPlusPlus.DEFAULT_LATENT_SIZE))
            .normalization(settings.normalization().orElse(new LeNetPlusPlus().normalization()))
            .weightInitialization(settings.weightInitialization())
            .latentRange(settings.latentRange())
            .logitNormalization(settings.logitNormalization())
            .build()),

    /** {@link ConvNet#convLarge}; its width is the filters of the first stage and, by default, the size of the latent. */
    CONV_LARGE(
            "conv-large",
            ImageInput.CIFAR_10,
            (task, settings) ->
                    convNet(ConvNet.convLarge(settings.width().orElse(ConvNet.CONV_LARGE_WIDTH)), task, settings)),

    /** {@link ConvNet#convSmall}; its width is the filters of the first stage, by default half the size of the latent. */
    CONV_SMALL(
            "conv-small",
            ImageInput.CIFAR_10,
            (task, settings) ->
                    convNet(ConvNet.convSmall(settings.width().orElse(ConvNet.CONV_SMALL_WIDTH)), task, settings)),

    /** {@link MultilayerPerceptron}; its width is the size of the first layer. */
    MLP("mlp", ImageInput.MNIST, (task, settings) -> {
        MultilayerPerceptron network = MultilayerPerceptron.builder()
                .input(task)
                .normalization(settings.normalization().orElse(new MultilayerPerceptron().normalization()))
                .weightInitialization(settings.weightInitialization())
                .latentRange(settings.latentRange())
                .logitNormalization(settings.logitNormalization())
                .build();
        network = settings.width().isPresent()
                ? network.withWidth(settings.width().getAsInt())
                : network;
        return network.withLatentSize(settings.latentSize().orElse(network.latentSize()));
    });

    private final String id;
    private final ImageInput task;
    private final BiFunction<ImageInput, NetworkSettings, Network> maker;

    NetworkKind(String id, ImageInput task, BiFunction<ImageInput, NetworkSettings, Network> maker) {
        this.id = id;
        this.task = task;
        this.maker = maker;
    }

    /** Short lower-case name, as on the command line. */
    public String id() {
        return id;
    }

    /** The images that the network was published for. */
    public ImageInput task() {
        return task;
    }

    /** The task that a dataset sets. */
    public static ImageInput taskOf(ImageDataset dataset) {
        ImageShape shape = dataset.shape();
        return new ImageInput(shape.height(), shape.width(), shape.channels(), dataset.classCount());
    }

    /**
     * Creates the network.
     *
     * @param task size of the images and number of classes
     * @throws IllegalArgumentException if the images are too small for the network
     */
    public Network create(ImageInput task, NetworkSettings settings) {
        return maker.apply(task, settings);
    }

    private static Network convNet(ConvNet published, ImageInput task, NetworkSettings settings) {
        return published
                .withLatentSize(settings.latentSize().orElse(published.latentSize()))
                .with()
                .input(task)
                .normalization(settings.normalization().orElse(published.normalization()))
                .weightInitialization(settings.weightInitialization())
                .latentRange(settings.latentRange())
                .logitNormalization(settings.logitNormalization())
                .build();
    }
}
