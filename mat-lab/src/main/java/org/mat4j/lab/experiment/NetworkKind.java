package org.mat4j.lab.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.core.network.Network;
import org.mat4j.data.dataset.DataSource;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.KnownDataset;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.network.ConvNet;
import org.mat4j.layers.network.ImageInput;
import org.mat4j.layers.network.Input;
import org.mat4j.layers.network.LeNetPlusPlus;
import org.mat4j.layers.network.MultilayerPerceptron;
import org.mat4j.layers.network.ResNet;
import org.mat4j.layers.network.TableInput;

/** The ready networks, by name. */
public enum NetworkKind {

    /** {@link LeNetPlusPlus}; its width is the filters of the first stage. */
    LENET_PLUS_PLUS("lenet++", ImageInput.MNIST, (task, settings) -> {
        LeNetPlusPlus published = new LeNetPlusPlus();
        return published
                .with()
                .input(images(task))
                .width(settings.width().orElse(published.width()))
                .latentSize(settings.latentSize().orElse(published.latentSize()))
                .dropoutRate(settings.dropoutRate().orElse(published.dropoutRate()))
                .normalization(settings.normalization().orElse(published.normalization()))
                .activation(settings.activation().orElse(published.activation()))
                .weightInitialization(settings.weightInitialization())
                .latentRange(settings.latentRange())
                .logitNormalization(settings.logitNormalization())
                .build();
    }),

    /** {@link ConvNet#convLarge}; its width is the filters of the first stage and, by default, the size of the latent. */
    CONV_LARGE(
            "conv-large",
            ImageInput.CIFAR_10,
            (task, settings) -> convNet(
                    ConvNet.convLarge(settings.width().orElse(ConvNet.CONV_LARGE_WIDTH)), images(task), settings)),

    /** {@link ConvNet#convSmall}; its width is the filters of the first stage, by default half the size of the latent. */
    CONV_SMALL(
            "conv-small",
            ImageInput.CIFAR_10,
            (task, settings) -> convNet(
                    ConvNet.convSmall(settings.width().orElse(ConvNet.CONV_SMALL_WIDTH)), images(task), settings)),

    /** {@link ResNet#wideResNet()}, WRN-28-2; its width is the filters of the first stage, a quarter of the size of the latent. */
    WIDE_RESNET("wrn", ImageInput.CIFAR_10, (task, settings) -> {
        ResNet published = ResNet.wideResNet();
        return resNet(
                settings.width().isPresent()
                        ? published.withWidth(settings.width().getAsInt())
                        : published,
                images(task),
                settings);
    }),

    /** {@link ResNet#resNet18}; its width is the filters of the first stage, an eighth of the size of the latent. */
    RESNET_18(
            "resnet18",
            ImageInput.CIFAR_10,
            (task, settings) ->
                    resNet(ResNet.resNet18(settings.width().orElse(ResNet.RESNET_18_WIDTH)), images(task), settings)),

    /**
     * {@link MultilayerPerceptron}; its width is the size of the first layer. For rows of a table it has three layers, 128,
     * 64 and 32, with leaky ReLU and no normalization.
     */
    MLP("mlp", ImageInput.MNIST, (task, settings) -> {
        MultilayerPerceptron published = task instanceof ImageInput ? new MultilayerPerceptron() : forTables();
        MultilayerPerceptron network = published
                .with()
                .input(task)
                .dropoutRate(settings.dropoutRate().orElse(published.dropoutRate()))
                .normalization(settings.normalization().orElse(published.normalization()))
                .activation(settings.activation().orElse(published.activation()))
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
    private final BiFunction<Input, NetworkSettings, Network> maker;

    NetworkKind(String id, ImageInput task, BiFunction<Input, NetworkSettings, Network> maker) {
        this.id = id;
        this.task = task;
        this.maker = maker;
    }

    /** Short lower-case name, as on the command line. */
    public String id() {
        return id;
    }

    /**
     * The ready network that a model is of.
     *
     * @throws IllegalArgumentException if it is of another one
     */
    public static NetworkKind of(ModelInfo model) {
        return Arrays.stream(values())
                .filter(kind -> kind.id.equals(model.network()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the model is of the network '" + model.network()
                        + "', expected one of "
                        + Arrays.stream(values()).map(NetworkKind::id).toList() + ", which are made by their names"));
    }

    /** The images that the network was published for. */
    public ImageInput task() {
        return task;
    }

    /** The task that a dataset sets. */
    public static ImageInput taskOf(ImageDataset dataset) {
        return (ImageInput) taskOf(new KnownDataset(dataset));
    }

    /** The task that data sets. */
    public static Input taskOf(DataSource source) {
        long[] shape = source.inputShape();
        int classCount = source.classNames().size();
        return source.hasImages()
                ? new ImageInput((int) shape[0], (int) shape[1], (int) shape[2], classCount)
                : new TableInput((int) shape[0], classCount);
    }

    /**
     * Creates the network.
     *
     * @param task shape of the inputs and number of classes
     * @throws IllegalArgumentException if the images are too small for the network, or it takes images and is to take rows
     */
    public Network create(Input task, NetworkSettings settings) {
        return maker.apply(task, settings);
    }

    private static ImageInput images(Input task) {
        if (task instanceof ImageInput images) {
            return images;
        }
        throw new IllegalArgumentException("the network takes images, found rows of " + task.shape()[0]
                + " numbers; expected the network '" + MLP.id + "' for a table");
    }

    private static MultilayerPerceptron forTables() {
        return MultilayerPerceptron.builder()
                .sizes(List.of(128, 64, 32))
                .normalization(Normalization.NONE)
                .activation(Activation.LEAKY_RELU)
                .build();
    }

    private static Network convNet(ConvNet published, ImageInput task, NetworkSettings settings) {
        return published
                .withLatentSize(settings.latentSize().orElse(published.latentSize()))
                .with()
                .input(task)
                .dropoutRate(settings.dropoutRate().orElse(published.dropoutRate()))
                .normalization(settings.normalization().orElse(published.normalization()))
                .activation(settings.activation().orElse(published.activation()))
                .weightInitialization(settings.weightInitialization())
                .latentRange(settings.latentRange())
                .logitNormalization(settings.logitNormalization())
                .build();
    }

    private static Network resNet(ResNet published, ImageInput task, NetworkSettings settings) {
        return published
                .withLatentSize(settings.latentSize().orElse(published.latentSize()))
                .with()
                .input(task)
                .dropoutRate(settings.dropoutRate().orElse(published.dropoutRate()))
                .normalization(settings.normalization().orElse(published.normalization()))
                .activation(settings.activation().orElse(published.activation()))
                .weightInitialization(settings.weightInitialization())
                .latentRange(settings.latentRange())
                .logitNormalization(settings.logitNormalization())
                .build();
    }
}
