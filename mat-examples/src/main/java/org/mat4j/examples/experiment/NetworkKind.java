package org.mat4j.examples.experiment;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mat4j.core.network.Network;
import org.mat4j.examples.data.ImageDataset;
import org.mat4j.examples.data.ImageShape;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.network.ConvNet;
import org.mat4j.layers.network.ImageTask;
import org.mat4j.layers.network.LeNetPlusPlus;
import org.mat4j.layers.network.MultilayerPerceptron;

/** The ready networks, by name. */
public enum NetworkKind {

    /** {@link LeNetPlusPlus}; its width is the filters of the first stage. */
    LENET_PLUS_PLUS("lenet++", ImageTask.MNIST, LogitNormalization.NOT_OFFERED) {
        @Override
        Network build(ImageTask task, NetworkSettings settings) {
            LeNetPlusPlus.Builder builder =
                    LeNetPlusPlus.builder().task(task).weightInitialization(settings.weightInitialization());
            settings.width().ifPresent(builder::width);
            settings.latentSize().ifPresent(builder::latentSize);
            return builder.build();
        }
    },

    /** {@link ConvNet#convLarge}; its width is the filters of the first stage and, by default, the size of the latent. */
    CONV_LARGE("conv-large", ImageTask.CIFAR_10, LogitNormalization.OFFERED) {
        @Override
        Network build(ImageTask task, NetworkSettings settings) {
            int width = settings.width().orElse(ConvNet.CONV_LARGE_WIDTH);
            return convNet(ConvNet.convLarge(width), task, settings);
        }
    },

    /** {@link ConvNet#convSmall}; its width is the filters of the first stage, by default half the size of the latent. */
    CONV_SMALL("conv-small", ImageTask.CIFAR_10, LogitNormalization.OFFERED) {
        @Override
        Network build(ImageTask task, NetworkSettings settings) {
            int width = settings.width().orElse(ConvNet.CONV_SMALL_WIDTH);
            return convNet(ConvNet.convSmall(width), task, settings);
        }
    },

    /** {@link MultilayerPerceptron}; its width is the size of the first layer. */
    MLP("mlp", ImageTask.MNIST, LogitNormalization.OFFERED) {
        @Override
        Network build(ImageTask task, NetworkSettings settings) {
            MultilayerPerceptron.Builder builder = MultilayerPerceptron.builder()
                    .task(task)
                    .weightInitialization(settings.weightInitialization())
                    .logitNormalization(settings.logitNormalization());
            settings.width().ifPresent(builder::width);
            settings.latentSize().ifPresent(builder::latentSize);
            return builder.build();
        }
    };

    private enum LogitNormalization {
        OFFERED,
        NOT_OFFERED
    }

    private final String id;
    private final ImageTask task;
    private final LogitNormalization logitNormalization;

    NetworkKind(String id, ImageTask task, LogitNormalization logitNormalization) {
        this.id = id;
        this.task = task;
        this.logitNormalization = logitNormalization;
    }

    /** Short lower-case name, as on the command line. */
    public String id() {
        return id;
    }

    /** The images that the network was published for. */
    public ImageTask task() {
        return task;
    }

    /** The task that a dataset sets. */
    public static ImageTask taskOf(ImageDataset dataset) {
        ImageShape shape = dataset.shape();
        return new ImageTask(shape.height(), shape.width(), shape.channels(), dataset.classCount());
    }

    /**
     * Creates the network.
     *
     * @param task size of the images and number of classes
     * @param settings the rest
     * @throws IllegalArgumentException if the images are too small for the network, or it cannot normalize its logits
     */
    public Network create(ImageTask task, NetworkSettings settings) {
        Normalization wanted = settings.logitNormalization();
        if (wanted != Normalization.NONE && logitNormalization == LogitNormalization.NOT_OFFERED) {
            String others = Arrays.stream(values())
                    .filter(kind -> kind.logitNormalization == LogitNormalization.OFFERED)
                    .map(NetworkKind::id)
                    .collect(Collectors.joining(", "));
            throw new IllegalArgumentException(
                    "logit normalization is " + wanted.name().toLowerCase(Locale.ROOT) + "; expected none with " + id
                            + ", or one of the networks that have it: " + others);
        }
        return build(task, settings);
    }

    abstract Network build(ImageTask task, NetworkSettings settings);

    private static Network convNet(ConvNet.Builder builder, ImageTask task, NetworkSettings settings) {
        settings.latentSize().ifPresent(builder::latentSize);
        return builder.task(task)
                .weightInitialization(settings.weightInitialization())
                .logitNormalization(settings.logitNormalization())
                .build();
    }
}
