package org.mat4j.examples.experiment;

import java.util.OptionalInt;
import org.mat4j.core.network.Network;
import org.mat4j.examples.data.ImageDataset;
import org.mat4j.examples.data.ImageShape;
import org.mat4j.layers.network.ConvLarge;
import org.mat4j.layers.network.ImageTask;
import org.mat4j.layers.network.LeNetPlusPlus;
import org.mat4j.layers.network.MultilayerPerceptron;

/** The ready networks, by name. */
public enum NetworkKind {

    /** {@link LeNetPlusPlus}; its width is the filters of the first stage. */
    LENET_PLUS_PLUS("lenet++", ImageTask.MNIST) {
        @Override
        public Network create(ImageTask task, OptionalInt width, OptionalInt latentSize) {
            LeNetPlusPlus.Builder builder = LeNetPlusPlus.builder().task(task);
            width.ifPresent(builder::width);
            latentSize.ifPresent(builder::latentSize);
            return builder.build();
        }
    },

    /** {@link ConvLarge}; its width is the filters of the first stage and the size of the latent. */
    CONV_LARGE("conv-large", ImageTask.CIFAR_10) {
        @Override
        public Network create(ImageTask task, OptionalInt width, OptionalInt latentSize) {
            ConvLarge.Builder builder = ConvLarge.builder().task(task);
            width.ifPresent(builder::width);
            ConvLarge network = builder.build();
            if (latentSize.orElse(network.latentSize()) != network.latentSize()) {
                throw new IllegalArgumentException("latent size is " + latentSize.getAsInt() + "; expected "
                        + network.latentSize() + ", the width of conv-large");
            }
            return network;
        }
    },

    /** {@link MultilayerPerceptron}; its width is the size of the first layer. */
    MLP("mlp", ImageTask.MNIST) {
        @Override
        public Network create(ImageTask task, OptionalInt width, OptionalInt latentSize) {
            requirePositive("width", width);
            MultilayerPerceptron.Builder builder =
                    MultilayerPerceptron.builder().task(task);
            width.ifPresent(builder::width);
            latentSize.ifPresent(builder::latentSize);
            return builder.build();
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
     * @param width size of the first layer, at least 1; empty for the network's default
     * @param latentSize D, at least 1; empty for the network's default
     * @throws IllegalArgumentException naming the value that is out of range
     */
    public abstract Network create(ImageTask task, OptionalInt width, OptionalInt latentSize);

    /** The perceptron's later layers are halves of the first, and would hide a bad one. */
    private static void requirePositive(String name, OptionalInt value) {
        if (value.isPresent() && value.getAsInt() < 1) {
            throw new IllegalArgumentException(name + " is " + value.getAsInt() + "; expected at least 1");
        }
    }
}
