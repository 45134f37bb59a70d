package org.mat4j.examples;

import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.data.dataset.Datasets;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.Block;
import org.mat4j.layers.block.Convolution;
import org.mat4j.layers.block.Dense;
import org.mat4j.layers.block.Flatten;
import org.mat4j.layers.block.MaxPooling;
import org.mat4j.layers.block.Sequential;
import org.mat4j.layers.block.Tensor;
import org.mat4j.layers.network.BlockNetwork;
import org.mat4j.layers.network.ImageInput;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.weightinit.impl.XavierInitScheme;

/** Two networks of one's own, one of blocks and one of SameDiff's operations, trained by MAT on the sample. */
public final class CustomNetwork {

    /** From the image to a latent of size 16. */
    static final Block BLOCKS = Sequential.of(
            Convolution.same(8, 3), Activation.RELU, new MaxPooling(2), new Flatten(), Dense.of(16), Activation.RELU);

    /** A block may be a lambda over SameDiff's operations, which asks the pass for parameters by name. */
    static final Block OPERATIONS = (pass, name, x) -> {
        SDVariable weight = pass.parameter(name + ".weight", new XavierInitScheme('c', 784, 16), 784, 16);
        return new Tensor(pass.graph().math().tanh(x.value().reshape(-1, 784).mmul(weight)), 16);
    };

    private CustomNetwork() {}

    /** Runs it; arguments are not read. */
    public static void main(String[] args) {
        Backend.keepNativeMemory();
        System.out.printf("of blocks: test error %.1f %%%n", run(BLOCKS, 300));
        System.out.printf("of operations: test error %.1f %%%n", run(OPERATIONS, 300));
    }

    /** Trains a network of this body; its test error in percent. */
    static double run(Block body, int updates) {
        var training = ExampleIterator.forTraining(Datasets.load(ImageDataset.SAMPLE, Part.TRAIN), 100, 1);
        var test = ExampleIterator.forEvaluation(Datasets.load(ImageDataset.SAMPLE, Part.TEST), 100);
        var config = TrainingConfig.builder().method(Methods.mat(2.0)).updates(updates);
        Trainer trainer = Trainer.builder(BlockNetwork.of("custom", ImageInput.MNIST, 16, body))
                .config(config.build())
                .build();
        try (TrainedModel model = trainer.fit(training)) {
            return model.classifier().errorPercent(test);
        }
    }
}
