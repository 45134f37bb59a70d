package org.mat4j.examples.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.attack.StandardAttack;
import org.mat4j.data.dataset.DataSource;
import org.mat4j.data.example.Examples;
import org.mat4j.lab.plot.Picture;
import org.mat4j.lab.plot.gallery.GalleryConfig;
import org.mat4j.lab.study.AdversarialGalleries;
import org.mat4j.lab.study.NamedModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gallery}: images before and after an attack. */
@Command(
        name = GalleryCommand.NAME,
        header = "Draws images before and after an attack on saved models.",
        customSynopsis = "mat4j gallery --model=FILE... --out=DIR [OPTIONS]",
        description = {
            "gallery.png shows for each model the same test images, the perturbation that the attack makes of each, "
                    + "amplified around gray, and the attacked images, with the class predicted before and after. Images "
                    + "that all models classify right come first, one of each class in turn. The models must have been "
                    + "trained on pixels scaled to [0, 1]."
        },
        footer = {
            "    mat4j gallery --model runs/baseline/model.zip runs/mat/model.zip \\",
            "      --attack l2 --level 2 --out runs/gallery",
        },
        exitCodeList = {
            "0:the picture is written",
            "1:it failed: missing or damaged model or data, a folder that cannot be written to",
            "2:the command line is wrong: an unknown option, a value out of range"
        })
final class GalleryCommand extends StudyCommand {

    static final String NAME = "gallery";

    /** Test images that the ones to show are chosen from. */
    private static final int CHOICE = 1000;

    @Mixin
    private AttackOptions how;

    @Mixin
    private StudyFiles files;

    @Option(
            names = "--attack",
            paramLabel = "NAME",
            description = "One of ${bundle:choices.StandardAttack}. Default: ${bundle:default.attack}.")
    private StandardAttack attack = AttackOptions.DEFAULT_ATTACK;

    @Option(
            names = "--level",
            paramLabel = "L",
            description = "Noise level of the attack, above 0: an L2 norm in units of pixels in [0, 1]. Default: "
                    + "${DEFAULT-VALUE}.")
    private double level = 2; // digits change visibly, and stay readable

    @Option(names = "--count", paramLabel = "N", description = "Images to show, 1 or more. Default: ${DEFAULT-VALUE}.")
    private int count = 10;

    @Option(
            names = "--amplification",
            paramLabel = "X",
            description = "Factor that perturbations are drawn with, above 0. Default: ${DEFAULT-VALUE}.")
    private double amplification = 1;

    @Override
    public Integer call() {
        asked(() -> {
            how.check(List.of(attack), given());
            Checks.positive("--level", level);
            Checks.positive("--amplification", amplification);
            return Checks.range(1, CHOICE, "--count", count);
        });
        try (NamedModels open = open(files.models)) {
            DataSource source = data.source(given());
            asked(() -> {
                Checks.require(source.hasImages(), "the data to draw", source.title(), "images");
                return source;
            });
            Path file = files.createFolder().resolve("gallery.png");
            Examples choice = data.loadTest(this).atMost(CHOICE, how.seed);
            draw(open, choice).write(file);
            info("wrote " + file);
        }
        return 0;
    }

    private Picture draw(NamedModels open, Examples choice) {
        GalleryConfig config = GalleryConfig.defaults()
                .withTitle(String.format(Locale.ROOT, "attack '%s' at level %s", attack.id(), level))
                .withAmplification(amplification);
        return AdversarialGalleries.of(
                open.all(),
                AdversarialGalleries.choose(open.all(), choice, count),
                how.create(attack),
                level,
                how.limits(),
                how.seed,
                config);
    }
}
