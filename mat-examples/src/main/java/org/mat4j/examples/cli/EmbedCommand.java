package org.mat4j.examples.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.core.measure.attack.StandardAttack;
import org.mat4j.data.example.Examples;
import org.mat4j.lab.plot.Picture;
import org.mat4j.lab.plot.embedding.Projection;
import org.mat4j.lab.study.LatentEmbeddings;
import org.mat4j.lab.study.NamedModel;
import org.mat4j.lab.study.NamedModels;
import org.mat4j.lab.study.PerturbedExamples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code embed}: pictures of latents. */
@Command(
        name = EmbedCommand.NAME,
        header = "Draws the latents of saved models, also under attack.",
        customSynopsis = "mat4j embed --model=FILE... --out=DIR [OPTIONS]",
        description = {
            "Latents of size 2 are drawn as they are: latent.png and .svg show each model's test images with the mixture's "
                    + "ellipses of one and two standard deviations, and below them their smoothed density, each model in "
                    + "the unit of its own latent.",
            "",
            "With --projection, or for larger latents, projection.png and .svg have a row for each model and a column for "
                    + "each level of an attack; a row is projected as a whole, so that its levels compare. "
                    + "latents-MODEL.csv has the latents themselves: level, label, predicted, both by name, z1 to zD."
        },
        footer = {
            "    mat4j embed --model runs/baseline/model.zip runs/mat/model.zip \\",
            "      --out runs/latents",
            "    mat4j embed --model runs/vat/model.zip runs/mat/model.zip \\",
            "      --projection tsne --attack l2 --levels 0,2,4,6 --out runs/latents",
        },
        exitCodeList = {
            "0:the files are written",
            "1:it failed: missing or damaged model or data, a folder that cannot be written to",
            "2:the command line is wrong: an unknown option, a value out of range"
        })
final class EmbedCommand extends StudyCommand {

    static final String NAME = "embed";

    private static final int MOST_LEVELS = 20;

    @Mixin
    private AttackOptions how;

    @Mixin
    private StudyFiles files;

    @Option(
            names = "--projection",
            paramLabel = "NAME",
            description =
                    "One of ${bundle:choices.Algorithm}: principal components, or t-SNE, which takes longer. Default: "
                            + "none if all latents have size 2, else pca.")
    private Projection.Algorithm projection;

    @Option(
            names = "--attack",
            paramLabel = "NAME",
            description =
                    "One of ${bundle:choices.StandardAttack}, for projections. Default: ${bundle:default.attack}.")
    private StandardAttack attack = AttackOptions.DEFAULT_ATTACK;

    @Option(
            names = "--levels",
            paramLabel = "LIST",
            description = "Levels of the attack, FROM:TO:STEP or numbers with commas. Default: "
                    + "${bundle:default.embeddingLevels}.")
    private Budgets levels = Budgets.FIGURE_5;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Test images drawn, at most, of each class as many as there are in proportion. Default: "
                    + "${DEFAULT-VALUE}.")
    private int limit = 500; // more hide each other, and t-SNE takes minutes

    @Override
    public Integer call() {
        asked(() -> Checks.atLeast(1, "--limit", limit));
        try (NamedModels open = open(files.models)) {
            boolean plane = projection == null && LatentEmbeddings.arePlane(open.all());
            asked(() -> check(plane));
            Path out = files.createFolder();
            Examples images = data.loadTest(this).atMost(limit, how.seed);
            if (projection != null) {
                asked(() -> requireEnough(images.size() * levels.values().size()));
            }
            if (plane) {
                write(LatentEmbeddings.plane(open.all(), images), out, "latent");
            } else {
                project(open, images, out);
            }
        }
        return 0;
    }

    private int requireEnough(int points) {
        projection.create(how.seed).requireEnough(points);
        return points;
    }

    private EmbedCommand check(boolean plane) {
        given().require(
                        !plane,
                        "on latents of size 2, which are drawn as they are; --projection draws them under attack",
                        "--attack",
                        "--levels",
                        "--clip",
                        "--pgd-steps",
                        "--pgd-restarts");
        how.check(List.of(attack), given());
        Checks.require(
                levels.values().size() <= MOST_LEVELS,
                "--levels",
                levels.values().size() + " levels",
                "at most " + MOST_LEVELS + ", each a column of the picture");
        return this;
    }

    private void project(NamedModels open, Examples images, Path out) {
        List<PerturbedExamples> attacked = new ArrayList<>();
        for (NamedModel model : open.all()) {
            info("attacking " + model.name() + " by " + attack.id());
            PerturbedExamples perturbed =
                    PerturbedExamples.of(model, images, how.create(attack), levels, how.limits(), how.seed);
            LatentEmbeddings.writeCsv(out.resolve("latents-" + model.name() + ".csv"), perturbed);
            attacked.add(perturbed);
        }
        Projection.Algorithm kind = projection == null ? Projection.Algorithm.PCA : projection;
        write(LatentEmbeddings.projected(attacked, kind, how.seed), out, "projection");
    }

    private void write(Picture picture, Path out, String name) {
        picture.write(out.resolve(name + ".png"));
        picture.write(out.resolve(name + ".svg"));
        info("wrote " + out.resolve(name + ".png") + " and .svg");
    }
}
