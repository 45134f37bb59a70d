package org.mat4j.examples.cli;

import java.util.Optional;
import java.util.OptionalInt;
import org.mat4j.core.network.Network;
import org.mat4j.data.dataset.DataSource;
import org.mat4j.lab.experiment.NetworkKind;
import org.mat4j.lab.experiment.NetworkSettings;
import org.mat4j.layers.block.LatentRange;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.WeightInitialization;
import org.mat4j.layers.network.Input;
import picocli.CommandLine.Option;

/** What is trained. */
final class NetworkOptions {

    private static final String[] OF_READY = {
        "--width", "--latent-size", "--normalization", "--latent-range", "--logit-normalization", "--initial-weights"
    };

    @Option(
            names = "--network",
            paramLabel = "NAME",
            description =
                    "One of ${bundle:choices.NetworkKind}: lenet++ has six convolutions and PReLU; mlp four fully connected "
                            + "layers, three for a table; conv-large and conv-small nine convolutions, wrn (WRN-28-2) and "
                            + "resnet18 residual blocks, with batch normalization. Or one's own, the name of a class on the class path such as com.acme.MyNet, "
                            + "which the other options of networks do not change. Default: lenet++, for a table mlp.")
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
            names = "--normalization",
            paramLabel = "NAME",
            description = "Between a linear layer and its activation, one of ${bundle:choices.Normalization}. Default: "
                    + "none (lenet++), batch (the others).")
    Normalization normalization;

    @Option(
            names = "--latent-range",
            paramLabel = "RANGE",
            description = "Where latents may lie: unlimited, ball:RADIUS (inside a ball about the origin) or "
                    + "sphere:RADIUS (on a sphere, so that directions alone tell classes apart). Default: unlimited.")
    LatentRange latentRange = LatentRange.unlimited();

    @Option(
            names = "--logit-normalization",
            paramLabel = "NAME",
            description =
                    "One of ${bundle:choices.Normalization}: batch normalization of the logits, which the authors of "
                            + "conv-large use on SVHN. Default: none.")
    Normalization logitNormalization = Normalization.NONE;

    @Option(
            names = "--initial-weights",
            paramLabel = "NAME",
            description =
                    "One of ${bundle:choices.WeightInitialization}: normal of variance 2/n, uniform of variance 1/n, uniform of "
                            + "variance 1/(3n) as in PyTorch, n being the inputs of a unit. Default: "
                            + "${bundle:default.initialWeights}.")
    WeightInitialization initialWeights = WeightInitialization.DEFAULT;

    /** The network for some data. */
    Network create(DataSource source, Given given) {
        Input task = NetworkKind.taskOf(source);
        if (choice != null && choice.kind().isEmpty()) {
            Network network = choice.own(task);
            given.require(false, "on the network " + choice.className() + ", which is one's own", OF_READY);
            return network;
        }
        return create(kind(source.hasImages() ? NetworkKind.LENET_PLUS_PLUS : NetworkKind.MLP), task);
    }

    private NetworkKind kind(NetworkKind usual) {
        return choice == null
                ? usual
                : choice.kind()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "--network is " + choice.className() + ", expected a ready one here"));
    }

    /** The network for the images that it was published for. */
    Network createAsPublished() {
        NetworkKind kind = kind(NetworkKind.LENET_PLUS_PLUS);
        return create(kind, kind.task());
    }

    private Network create(NetworkKind kind, Input task) {
        return kind.create(
                task,
                new NetworkSettings(
                        optional(width),
                        optional(latentSize),
                        Optional.ofNullable(normalization),
                        latentRange,
                        logitNormalization,
                        initialWeights));
    }

    private static OptionalInt optional(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
