package org.mat4j.lab.experiment;

import org.mat4j.core.network.Network;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.image.ImageShape;
import org.mat4j.layers.network.ConvNet;
import org.mat4j.layers.network.ImageTask;
import org.mat4j.layers.network.LeNetPlusPlus;
import org.mat4j.layers.network.MultilayerPerceptron;
import org.mat4j.layers.network.NetworkBuilder;

/** The ready networks, by name. */
public enum NetworkKind {

    /** {@link LeNetPlusPlus}; its width is the filters of the first stage. */
    LENET_PLUS_PLUS("lenet++", ImageTask.MNIST) {
        @Override
        NetworkBuilder<?> builder(NetworkSettings settings) {
            LeNetPlusPlus.Builder builder = LeNetPlusPlus.builder();
            settings.width().ifPresent(builder::width);
            settings.latentSize().ifPresent(builder::latentSize);
            return builder;
        }
    },

    /** {@link ConvNet#convLarge}; its width is the filters of the first stage and, by default, the size of the latent. */
    CONV_LARGE("conv-large", ImageTask.CIFAR_10) {
        @Override
        NetworkBuilder<?> builder(NetworkSettings settings) {
            ConvNet.Builder builder = ConvNet.convLarge(settings.width().orElse(ConvNet.CONV_LARGE_WIDTH));
            settings.latentSize().ifPresent(builder::latentSize);
            return builder;
        }
    },

    /** {@link ConvNet#convSmall}; its width is the filters of the first stage, by default half the size of the latent. */
    CONV_SMALL("conv-small", ImageTask.CIFAR_10) {
        @Override
        NetworkBuilder<?> builder(NetworkSettings settings) {
            ConvNet.Builder builder = ConvNet.convSmall(settings.width().orElse(ConvNet.CONV_SMALL_WIDTH));
            settings.latentSize().ifPresent(builder::latentSize);
            return builder;
        }
    },

    /** {@link MultilayerPerceptron}; its width is the size of the first layer. */
    MLP("mlp", ImageTask.MNIST) {
        @Override
        NetworkBuilder<?> builder(NetworkSettings settings) {
            MultilayerPerceptron.Builder builder = MultilayerPerceptron.builder();
            settings.width().ifPresent(builder::width);
            settings.latentSize().ifPresent(builder::latentSize);
            return builder;
        }
    };

    private final String id;
    private final ImageTask task;

    NetworkKind(String id, ImageTask task) {
        this.id = id;
        this.task = task;
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
     * @throws IllegalArgumentException if the images are too small for the network
     */
    public Network create(ImageTask task, NetworkSettings settings) {
        NetworkBuilder<?> builder = builder(settings);
        builder.task(task);
        builder.weightInitialization(settings.weightInitialization());
        builder.logitNormalization(settings.logitNormalization());
        return builder.build();
    }

    /** With the sizes set. */
    abstract NetworkBuilder<?> builder(NetworkSettings settings);
}
