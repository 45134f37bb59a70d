package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.Pass;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.Dense;
import org.mat4j.layers.block.Sequential;
import org.mat4j.layers.network.BlockNetwork;
import org.mat4j.layers.network.Input;
import org.mat4j.layers.network.TableInput;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

/** Folders of pictures, arrays of NumPy and networks of one's own on the command line. */
class OwnDataTest {

    private static final String TRAIN = "train -q --updates 40 --batch-size 20 --robustness-size 10 --epsilon auto";

    @TempDir
    Path folder;

    /** Pictures that are bright on one side. */
    private static BufferedImage picture(boolean left, Random random) {
        BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64; i++) {
            boolean bright = i % 8 < 4 == left;
            picture.getRaster().setSample(i % 8, i / 8, 0, random.nextInt(80) + (bright ? 170 : 0));
        }
        return picture;
    }

    @Test
    void aFolderIsTrainedOnAndPredicted() throws IOException {
        Random random = new Random(1);
        for (String side : List.of("left", "right")) {
            Files.createDirectories(folder.resolve("sides/" + side));
            for (int i = 0; i < 40; i++) {
                ImageIO.write(
                        picture(side.equals("left"), random),
                        "png",
                        folder.resolve("sides/" + side + "/" + i + (i % 2 == 0 ? ".png" : ".PNG"))
                                .toFile());
            }
        }
        String data = " --data " + folder.resolve("sides");
        Cli train = Cli.succeed(TRAIN + " --network mlp --width 16 --latent-size 4 --normalization none" + data
                + " --out " + folder.resolve("run"));
        String model = " --model " + folder.resolve("run/model.zip");

        assertEquals("sides", train.json().path("dataset").asText());
        assertEquals(16, train.json().path("testSize").asInt());
        assertEquals(0, train.json().path("testError").asDouble(), train.out());
        assertEquals(
                0,
                Cli.succeed("evaluate" + model + data).json().path("testError").asDouble());
        Cli predict = Cli.succeed("predict --format csv" + model + " " + folder.resolve("sides/right"));
        assertEquals(41, predict.out().lines().count());
        assertTrue(predict.out().lines().skip(1).allMatch(line -> line.contains(",right,")), predict.out());
        Cli.line("evaluate --dataset sample" + model).assertFailed(2, "inputs [8, 8, 1] in 2 classes");
        Cli.line(TRAIN + data + " --label-column x --out " + folder.resolve("no"))
                .assertFailed(2, "--label-column x has no effect without a table");
    }

    @Test
    void arraysAreTrainedOnByANetworkOfOnesOwn() throws IOException {
        Random random = new Random(3);
        float[][] features = new float[100][5];
        long[] labels = new long[100];
        for (int i = 0; i < 100; i++) {
            for (int c = 0; c < 5; c++) {
                features[i][c] = random.nextFloat();
            }
            labels[i] = features[i][1] > 0.5 ? 1 : 0;
        }
        Nd4j.writeAsNumpy(Nd4j.create(features), folder.resolve("features.npy").toFile());
        Nd4j.writeAsNumpy(
                Nd4j.createFromArray(labels), folder.resolve("labels.npy").toFile());
        String data = " --data " + folder.resolve("features.npy");
        String both = data + " --labels-file " + folder.resolve("labels.npy");
        Cli train = Cli.succeed(TRAIN + " --network " + Own.class.getName() + both + " --out " + folder.resolve("run"));
        String model = " --model " + folder.resolve("run/model.zip");

        assertEquals("own", train.json().path("network").asText());
        assertTrue(train.json().path("testError").asDouble() <= 20, train.out());
        Cli attacked = Cli.succeed(
                "attack -q --attack l2 --levels 0,8" + model + both + " --out " + folder.resolve("attacked"));
        assertTrue(attacked.out().contains("l2"), attacked.out());
        assertEquals(
                101,
                Cli.succeed("predict --format csv" + model + " " + folder.resolve("features.npy"))
                        .out()
                        .lines()
                        .count());
        Cli.line(TRAIN + data + " --out " + folder.resolve("no"))
                .assertFailed(2, "--labels-file is missing", "features.npy");
        refused("com.acme.Missing", both, "com.acme.Missing", "class path");
        refused("java.lang.String", both, "java.lang.String", "implements " + Network.class.getName());
        refused(Sealed.class.getName(), both, "no constructor");
        refused(Own.class.getName() + " --width 3", both, "one's own");
        refused(Fixed.class.getName(), both, "fixed for inputs [7] in 3 classes", "inputs [5] in 2");
    }

    /** As another network gives them, so that a small one learns from it. */
    @Test
    void probabilitiesAreLearned() throws IOException {
        Random random = new Random(5);
        float[][] features = new float[100][3];
        float[][] soft = new float[100][2];
        for (int i = 0; i < 100; i++) {
            for (int c = 0; c < 3; c++) {
                features[i][c] = random.nextFloat();
            }
            float p = features[i][1] > 0.5 ? 0.75f : 0.25f;
            soft[i] = new float[] {p, 1 - p};
        }
        Nd4j.writeAsNumpy(Nd4j.create(features), folder.resolve("features.npy").toFile());
        Nd4j.writeAsNumpy(Nd4j.create(soft), folder.resolve("soft.npy").toFile());
        String both = " --data " + folder.resolve("features.npy") + " --labels-file " + folder.resolve("soft.npy");
        Cli train = Cli.succeed(
                (TRAIN + " --method baseline --learning-rate 0.01" + both + " --out " + folder.resolve("run"))
                        .replace(" --epsilon auto", ""));
        String model = " --model " + folder.resolve("run/model.zip");

        assertEquals(
                "PROBABILITIES", train.json().path("training").path("labelForm").asText(), train.out());
        assertTrue(train.json().path("testError").asDouble() <= 20, train.out());
        assertTrue(
                Cli.succeed("evaluate" + model + both).json().path("testError").asDouble() <= 20);
        Cli.line(TRAIN + " --method at-l2" + both + " --out " + folder.resolve("no"))
                .assertFailed(2, "labels that are probabilities", "at-l2", "VAT, MAT");
    }

    private void refused(String network, String data, String... parts) {
        Cli.line(TRAIN + data + " --network " + network + " --out " + folder.resolve("no"))
                .assertFailed(2, (Object[]) parts);
    }

    /** Made for any input. */
    public static class Own implements Network {

        private final BlockNetwork blocks;

        public Own(Input input) {
            blocks = BlockNetwork.of("own", input, 8, Sequential.of(Dense.of(8), Activation.LEAKY_RELU));
        }

        @Override
        public String name() {
            return "own";
        }

        @Override
        public long[] inputShape() {
            return blocks.inputShape();
        }

        @Override
        public int latentSize() {
            return blocks.latentSize();
        }

        @Override
        public int classCount() {
            return blocks.classCount();
        }

        @Override
        public Outputs build(Pass pass, SDVariable x) {
            return blocks.build(pass, x);
        }
    }

    /** For one kind of input. */
    public static final class Fixed extends Own {

        public Fixed() {
            super(new TableInput(7, 3));
        }

        @Override
        public String name() {
            return "fixed";
        }
    }

    /** Without a constructor to call. */
    public static final class Sealed extends Own {

        public Sealed(String name) {
            super(new TableInput(name.length(), 3));
        }
    }
}
