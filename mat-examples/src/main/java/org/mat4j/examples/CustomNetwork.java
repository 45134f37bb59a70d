package org.mat4j.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.method.Methods;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.Pass;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentData;
import org.mat4j.lab.experiment.ExperimentResult;
import org.mat4j.lab.experiment.ExperimentRunner;
import org.mat4j.lab.experiment.Progress;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.experiment.RunDirectory.Existing;
import org.mat4j.lab.experiment.RunSummary;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.BatchNormalization;
import org.mat4j.layers.block.Bias;
import org.mat4j.layers.block.Convolution;
import org.mat4j.layers.block.Dense;
import org.mat4j.layers.block.Flatten;
import org.mat4j.layers.block.MaxPooling;
import org.mat4j.layers.block.Sequential;
import org.mat4j.layers.network.BlockNetwork;
import org.mat4j.layers.network.ImageInput;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.weightinit.impl.XavierInitScheme;
import org.nd4j.weightinit.impl.ZeroInitScheme;

/** Two networks of one's own, one of blocks and one of plain SameDiff operations, trained by MAT on the sample. */
public final class CustomNetwork {

    private static final int UPDATES = 300;
    private static final double EPSILON = 2.0;
    private static final long SEED = 1;

    /** Two convolutions with batch normalization and a latent of size 16, put together from blocks. */
    private static final Network OF_BLOCKS = BlockNetwork.of(
            "of-blocks",
            ImageInput.MNIST,
            16,
            Sequential.of(
                    new Convolution(8, 3, Convolution.Padding.SAME, Bias.NO),
                    new BatchNormalization(),
                    Activation.LEAKY_RELU,
                    new MaxPooling(2),
                    new Convolution(16, 3, Convolution.Padding.SAME, Bias.NO),
                    new BatchNormalization(),
                    Activation.LEAKY_RELU,
                    new MaxPooling(2),
                    new Flatten(),
                    Dense.of(16),
                    Activation.LEAKY_RELU));

    private CustomNetwork() {}

    /** A perceptron with one hidden layer, written in SameDiff; only parameters are asked for by name. */
    static final class OfOperations implements Network {

        private static final int PIXELS = 784;

        @Override
        public long[] inputShape() {
            return new long[] {28, 28, 1};
        }

        @Override
        public int latentSize() {
            return 64;
        }

        @Override
        public int classCount() {
            return 10;
        }

        @Override
        public Outputs build(Pass pass, SDVariable input) {
            SDVariable x = input.reshape(-1, PIXELS);
            SDVariable latent = pass.graph().math().tanh(linear(pass, "hidden", x, PIXELS, latentSize()));
            return new Outputs(latent, linear(pass, "logits", latent, latentSize(), classCount()));
        }

        private static SDVariable linear(Pass pass, String name, SDVariable x, int in, int out) {
            SDVariable weight = pass.parameter(name + ".weight", new XavierInitScheme('c', in, out), in, out);
            SDVariable bias = pass.parameter(name + ".bias", new ZeroInitScheme('c'), out);
            return x.mmul(weight).add(bias);
        }
    }

    /** Runs it; arguments are not read. */
    public static void main(String[] args) {
        Backend.keepNativeMemory();
        run(Path.of("runs", "custom"), UPDATES, Progress.detect());
    }

    /** Trains both networks and returns their numbers. */
    static List<RunSummary> run(Path output, int updates, Progress progress) {
        DataSelection selection = DataSelection.of(ImageDataset.SAMPLE);
        ExperimentData data = ExperimentData.load(selection, SEED);
        System.out.println(
                "Training on the embedded sample of MNIST, " + data.training().size() + " digits.");
        List<RunSummary> summaries = new ArrayList<>();
        for (Network network : List.of(OF_BLOCKS, new OfOperations())) {
            Experiment experiment = Experiment.builder(selection)
                    .network(network)
                    .method(Methods.mat(EPSILON))
                    .updates(updates)
                    .seed(SEED)
                    .build();
            RunDirectory directory = RunDirectory.open(output.resolve(network.name()), Existing.REPLACE);
            try (ExperimentResult result = ExperimentRunner.run(
                    experiment, data, directory, progress.listeners(experiment, data.examples()))) {
                RunSummary summary = result.summary();
                System.out.printf(
                        "%s: test error %.1f %%, under L2 attack %.1f %%, model in %s%n",
                        network.name(),
                        summary.testError(),
                        summary.robustness().l2Error(),
                        directory.model().toAbsolutePath());
                summaries.add(summary);
            }
        }
        return summaries;
    }
}
