package org.mat4j.examples.cli;

import java.util.Optional;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.core.network.Network;
import org.mat4j.data.dataset.DataSource;
import org.mat4j.data.image.ImageShape;
import org.mat4j.lab.experiment.NetworkKind;
import org.mat4j.lab.experiment.NetworkSettings;
import org.mat4j.lab.experiment.NetworkSettingsBuilder;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.LatentRange;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.WeightInitialization;
import org.mat4j.layers.network.ImageInput;
import org.mat4j.layers.network.Input;
import picocli.CommandLine.Option;

/** What is trained. */
final class NetworkOptions {

    private static final String[] OF_READY = {
        "--width",
        "--latent-size",
        "--dropout",
        "--normalization",
        "--activation",
        "--latent-range",
        "--logit-normalization",
        "--initial-weights"
    };

    private static final NetworkSettings DEFAULTS = NetworkSettings.builder().build();

    @Option(
            names = "--network",
            paramLabel = "NAME",
            description =
                    "One of ${bundle:choices.NetworkKind}: lenet++ has six convolutions and PReLU; mlp four fully connected "
                            + "layers, three for a table; conv-large and conv-small nine convolutions, wrn (WRN-28-2) and "
                            + "resnet18 residual blocks, with batch normalization. Or one's own, the name of a class on the class path such as com.acme.MyNet, "
                            + "which the other options of networks do not change. Default: that of --from MODEL with all its "
                            + "settings, else lenet++, for a table mlp.")
    private NetworkChoice choice;

    @Option(
            names = "--width",
            paramLabel = "W",
            description = "Filters of the first stage (lenet++, default ${bundle:default.widthLeNet}, 8 trains "
                    + "quickly; conv-large, default ${bundle:default.widthConvLarge}; conv-small, default "
                    + "${bundle:default.widthConvSmall}, for SVHN ${bundle:default.widthConvSmallSvhn} is usual; wrn, default "
                    + "${bundle:default.widthWrn}; resnet18, default ${bundle:default.widthResNet18}) or "
                    + "units of the first layer (mlp, default 1200). Later stages double, later layers halve it.")
    Integer width;

    @Option(
            names = "--latent-size",
            paramLabel = "D",
            description = "Size of the last hidden layer, in which the manifold lives. Default: "
                    + "${bundle:default.latentSizeLeNet} (lenet++, can be drawn), ${bundle:default.latentSizeMlp} (mlp), "
                    + "the width (conv-large), twice the width (conv-small), four times (wrn), eight times (resnet18).")
    Integer latentSize;

    @Option(
            names = "--dropout",
            paramLabel = "RATE",
            description =
                    "Share of the elements that training drops, in [0, 1): before the latent's layer (lenet++), before "
                            + "each layer but the first (mlp), after each pooling (conv-large, conv-small), within each block (wrn, "
                            + "resnet18). Default: ${bundle:default.dropoutConvNet} (conv-large, conv-small), 0 (the others).")
    Double dropout;

    @Option(
            names = "--normalization",
            paramLabel = "NAME",
            description = "Between a linear layer and its activation, one of ${bundle:choices.Normalization}. Default: "
                    + "none (lenet++), batch (the others).")
    Normalization normalization;

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            description = "After each linear layer but the one to the classes, one of ${bundle:choices.Activation}. "
                    + "Default: prelu (lenet++), relu (mlp of images, resnet18), leaky-relu (the others).")
    Activation activation;

    @Option(
            names = "--latent-range",
            paramLabel = "RANGE",
            description = "Where latents may lie: unlimited, ball:RADIUS (inside a ball about the origin) or "
                    + "sphere:RADIUS (on a sphere, so that directions alone tell classes apart). Default: unlimited.")
    LatentRange latentRange;

    @Option(
            names = "--logit-normalization",
            paramLabel = "NAME",
            description =
                    "One of ${bundle:choices.Normalization}: batch normalization of the logits, which the authors of "
                            + "conv-large use on SVHN. Default: none.")
    Normalization logitNormalization;

    @Option(
            names = "--initial-weights",
            paramLabel = "NAME",
            description =
                    "One of ${bundle:choices.WeightInitialization}: normal of variance 2/n, uniform of variance 1/n, uniform of "
                            + "variance 1/(3n) as in PyTorch, n being the inputs of a unit. Default: "
                            + "${bundle:default.initialWeights}.")
    WeightInitialization initialWeights;

    /**
     * The network for some data.
     *
     * @param start the model that training starts from, whose settings those that are not given are
     */
    Network create(DataSource source, Optional<ModelInfo> start, Given given) {
        Input task = NetworkKind.taskOf(source);
        if (choice != null && choice.kind().isEmpty()) {
            Network network = choice.own(task);
            given.require(false, "on the network " + choice.className() + ", which is one's own", OF_READY);
            return network;
        }
        if (choice == null && start.isPresent()) {
            return create(NetworkKind.of(start.get()), NetworkSettings.of(start.get()), task);
        }
        return create(kind(source.hasImages() ? NetworkKind.LENET_PLUS_PLUS : NetworkKind.MLP), DEFAULTS, task);
    }

    private NetworkKind kind(NetworkKind usual) {
        return choice == null
                ? usual
                : choice.kind()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "--network is " + choice.className() + ", expected a ready one here"));
    }

    /**
     * The network for the images that it was published for, or for others.
     *
     * @param classes empty for as many as those have
     * @param size empty for theirs
     */
    Network createAsPublished(Optional<Integer> classes, Optional<ImageShape> size) {
        NetworkKind kind = kind(NetworkKind.LENET_PLUS_PLUS);
        ImageShape shape = size.orElse(ImageShape.of(kind.task().shape()));
        int count = classes.orElse(kind.task().classCount());
        return create(kind, DEFAULTS, new ImageInput(shape.height(), shape.width(), shape.channels(), count));
    }

    private Network create(NetworkKind kind, NetworkSettings usual, Input task) {
        NetworkSettingsBuilder settings = usual.with();
        BaseCommand.ifGiven(width, settings::width);
        BaseCommand.ifGiven(latentSize, settings::latentSize);
        BaseCommand.ifGiven(dropout, settings::dropoutRate);
        BaseCommand.ifGiven(normalization, settings::normalization);
        BaseCommand.ifGiven(activation, settings::activation);
        BaseCommand.ifGiven(latentRange, settings::latentRange);
        BaseCommand.ifGiven(logitNormalization, settings::logitNormalization);
        BaseCommand.ifGiven(initialWeights, settings::weightInitialization);
        return kind.create(task, settings.build());
    }
}
