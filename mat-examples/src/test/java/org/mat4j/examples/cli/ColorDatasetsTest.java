package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.data.testing.ColorData;

/** Short real runs on color images. */
class ColorDatasetsTest {

    @TempDir
    Path folder;

    @Test
    void cifar10TrainsConvLargeAndEvaluates() throws IOException {
        ColorData.writeCifar10(folder, 40, 20);
        Path out = folder.resolve("run");

        Cli train =
                Cli.succeed("train --dataset cifar10 --data " + folder + " --network conv-large --width 3 --updates 2"
                        + " --batch-size 10 --validation-size 10 --robustness-size 0 --out " + out);
        assertEquals("cifar10", train.json().path("dataset").asText());
        assertEquals(30, train.json().path("trainSize").asInt());
        String data = train.json().path("provenance").toString();
        assertTrue(data.contains("without data_batch_2.bin"), data);

        Cli evaluate =
                Cli.succeed("evaluate --dataset cifar10 --data " + folder + " --model " + out.resolve("model.zip"));
        assertEquals(20, evaluate.json().path("n").asInt());
        assertEquals(
                train.json().path("testError").asDouble(),
                evaluate.json().path("testError").asDouble(),
                1e-9);

        Cli other = Cli.line("evaluate --model " + out.resolve("model.zip"));
        assertEquals(2, other.code(), other.err());
        assertTrue(
                other.err()
                        .contains("is for inputs [32, 32, 3] in 10 classes; the dataset 'sample' has [28, 28,"
                                + " 1] in 10"),
                other.err());
    }

    /** From the archive as it is published, which lies in the folder. */
    @Test
    void cifar100TrainsByEitherLabelFromItsArchive() throws IOException {
        ColorData.writeCifar100(folder.resolve("cifar-100-binary.tar.gz"), 200, 100);
        String line = "train --data " + folder + " --network mlp --width 8 --latent-size 2 --updates 1 --batch-size 20"
                + " --validation-size 0 --robustness-size 0 --method baseline --quiet --out " + folder;

        Cli fine = Cli.succeed(line + "/fine --dataset cifar100");
        Cli coarse = Cli.succeed(line + "/coarse --dataset cifar100-coarse");

        assertEquals(200, fine.json().path("trainSize").asInt());
        assertEquals("cifar100", fine.json().path("dataset").asText());
        try (TrainedModel model = TrainedModel.load(folder.resolve("fine/model.zip"))) {
            assertEquals(100, model.classNames().size());
            assertEquals("worm", model.classNames().get(99));
        }
        try (TrainedModel model = TrainedModel.load(folder.resolve("coarse/model.zip"))) {
            assertEquals(20, model.classNames().size());
            assertEquals("vehicles_2", model.classNames().get(19));
        }
        assertEquals(100, coarse.json().path("testSize").asInt());
    }

    @Test
    void svhnTrainsWithItsExtraImagesWhereAskedFor() throws IOException {
        ColorData.writeSvhn(folder, 20, 10, 30);
        String line = "train --dataset svhn --data " + folder + " --network mlp --width 8 --latent-size 2 --updates 1"
                + " --batch-size 10 --validation-size 0 --robustness-size 0 --method baseline --quiet";

        Cli without = Cli.line(line + " --out " + folder.resolve("a"));
        Cli with = Cli.line(line + " --svhn-extra --out " + folder.resolve("b"));

        assertEquals(0, without.code(), without.err());
        assertEquals(20, without.json().path("trainSize").asInt());
        assertEquals(0, with.code(), with.err());
        assertEquals(50, with.json().path("trainSize").asInt());
        assertEquals(10, with.json().path("testSize").asInt());
    }

    @Test
    void svhnTrainsConvSmallWithNormalizedLogitsAndEvaluates() throws IOException {
        ColorData.writeSvhn(folder, 30, 10, 10);
        Path out = folder.resolve("run");

        Cli train = Cli.succeed("train --dataset svhn --data " + folder + " --network conv-small --width 3 --updates 2"
                + " --logit-normalization batch --batch-size 10 --validation-size 10 --robustness-size 0 --out " + out);
        assertEquals("conv-small", train.json().path("network").asText());
        assertEquals(6, train.json().path("latentSize").asInt());

        Cli evaluate = Cli.succeed("evaluate --dataset svhn --data " + folder + " --model " + out.resolve("model.zip"));
        assertEquals(
                train.json().path("testError").asDouble(),
                evaluate.json().path("testError").asDouble(),
                1e-9);
    }
}
