package org.mat4j.examples.cli;

import java.util.Locale;
import java.util.Optional;
import org.mat4j.core.check.Checks;
import org.mat4j.core.check.Spelling;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.PerturbationSpace;
import org.mat4j.core.network.preprocess.Standardization;
import org.mat4j.data.preprocess.Augmentation;
import org.mat4j.data.preprocess.Preprocessing;
import org.mat4j.lab.experiment.ExperimentBuilder;
import picocli.CommandLine.Option;

/** What happens to images before the network sees them. An option that is not given is null and leaves the default. */
final class PreprocessingOptions {

    static final Preprocess DEFAULT = Preprocess.SCALED;

    /** The choices of {@code --preprocessing}. */
    enum Preprocess {
        SCALED(Preprocessing.SCALED),
        STANDARDIZED(Preprocessing.STANDARDIZED),
        ZCA(Preprocessing.ZCA);

        private final Preprocessing preset;

        Preprocess(Preprocessing preset) {
            this.preset = preset;
        }
    }

    /** The choices of {@code --augment}. */
    enum Augment {
        NONE(Augmentation.NONE),
        TRANSLATE(Augmentation.DIGITS),
        TRANSLATE_FLIP(Augmentation.CIFAR_10);

        private final Augmentation preset;

        Augment(Augmentation preset) {
            this.preset = preset;
        }
    }

    @Option(
            names = "--preprocessing",
            paramLabel = "NAME",
            description =
                    "One of ${bundle:choices.Preprocess}: pixels to [0, 1]; each channel to mean 0 and deviation 1; ZCA "
                            + "whitening, for color photographs. Fitted to the training images and saved with the "
                            + "model. Attacks are in units of pixels for all of them, epsilon as --perturb says. Default: "
                            + "${bundle:default.preprocessing}. Of a table: standardized, where each column but those of zeros and "
                            + "ones gets mean 0 and deviation 1, and attacks are in these units.")
    Preprocess preprocessing;

    @Option(
            names = "--zca-regularization",
            paramLabel = "X",
            description = "Added to the variances that zca divides by, 0 or more. Digits need more, such as 0.01. "
                    + "Default: ${bundle:default.zcaRegularization}.")
    Double zcaRegularization;

    @Option(
            names = "--perturb",
            paramLabel = "WHERE",
            description =
                    "Where training adds its perturbation, one of ${bundle:choices.PerturbationSpace}: to pixels in [0, 1], or "
                            + "behind standardized or zca, in their units, as the reference does for whitened images. Default: input; "
                            + "preprocessed for a table.")
    PerturbationSpace perturb;

    @Option(
            names = "--augment",
            paramLabel = "NAME",
            description = "Random changes of the training images, before the preprocessing: one of "
                    + "${bundle:choices.Augment}. A flip mirrors left to right; it spoils digits. Default: none.")
    Augment augment = Augment.NONE;

    @Option(
            names = "--translation",
            paramLabel = "N",
            description = "Largest shift of --augment in rows and columns, in pixels. Default: "
                    + "${bundle:default.translation}.")
    Integer translation;

    /** Sets what was given; an option that would have no effect is refused. */
    void apply(ExperimentBuilder experiment, Optional<TrainedModel> start, Given given) {
        given.require(preprocessing == Preprocess.ZCA, "without --preprocessing zca", "--zca-regularization")
                .require(augment != Augment.NONE, "without --augment translate or translate-flip", "--translation");
        start.map(Preprocessing::of).ifPresent(fitted -> {
            Preprocess kind = kind(fitted);
            Checks.require(
                    preprocessing == null || preprocessing == kind,
                    "--preprocessing",
                    String.valueOf(preprocessing).toLowerCase(Locale.ROOT),
                    Spelling.of(kind) + ", that of the model of --from: leave the option out");
            experiment.preprocessing(fitted);
        });
        BaseCommand.ifGiven(
                preprocessing,
                chosen -> experiment.preprocessing(
                        zcaRegularization == null ? chosen.preset : new Preprocessing.Zca(zcaRegularization)));
        BaseCommand.ifGiven(perturb, experiment::perturbationSpace);
        experiment.augmentation(translation == null ? augment.preset : augment.preset.withMaxTranslation(translation));
    }

    private static Preprocess kind(Preprocessing fitted) {
        if (!(fitted instanceof Preprocessing.Fitted layer)) {
            return Preprocess.SCALED;
        }
        return layer.layer() instanceof Standardization ? Preprocess.STANDARDIZED : Preprocess.ZCA;
    }

    /** Refuses what the method and the preprocessing make useless. */
    static void check(ExperimentBuilder experiment, Given given) {
        given.require(
                        experiment.method().objective().perturbation().isPresent(),
                        "with --method " + experiment.method().id() + ", which perturbs nothing",
                        "--perturb")
                .require(
                        !experiment.preprocessing().equals(Preprocessing.SCALED),
                        "with --preprocessing scaled, behind which the pixels are the same",
                        "--perturb");
    }
}
