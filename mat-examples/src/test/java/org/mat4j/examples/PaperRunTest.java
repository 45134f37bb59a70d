package org.mat4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.network.Network;
import org.mat4j.examples.data.ColorData;
import org.mat4j.examples.data.ImageDataset;
import org.mat4j.examples.experiment.DataSelection;
import org.mat4j.examples.experiment.Experiment;
import org.mat4j.examples.experiment.Progress;
import org.mat4j.examples.experiment.RunSummary;
import org.mat4j.examples.preprocess.Preprocessing;
import org.mat4j.layers.network.ConvNet;

/** The long examples, cut short: a narrow network, a few images, two updates. */
class PaperRunTest {

    private static final Network NETWORK = ConvNet.convLarge(2).build();

    @TempDir
    Path folder;

    private RunSummary run(Experiment.Builder experiment) {
        return PaperRun.run(
                experiment
                        .batchSize(10)
                        .unlabeledBatchSize(12)
                        .robustnessSize(0)
                        .build(),
                folder.resolve("run"),
                Progress.NONE);
    }

    @Test
    void semiSupervisedCifar10() throws Exception {
        ColorData.writeCifar10(folder, 60, 20);
        DataSelection data =
                PaperRun.data(ImageDataset.CIFAR_10, folder.toString()).withLabels(20);

        Experiment.Builder experiment = SemiSupervisedCifar10.experiment(data, NETWORK, 3);
        assertEquals(Preprocessing.ZCA, experiment.build().preprocessing());

        RunSummary summary = run(experiment);

        assertEquals(20, summary.trainSize());
        assertEquals(54, summary.unlabeledSize());
        assertEquals(3, summary.updates());
        assertEquals(20, summary.testSize());
        assertEquals(1e-3, summary.learningRate());
        assertTrue(Files.exists(folder.resolve("run").resolve("model.zip")));
    }

    @Test
    void semiSupervisedSvhn() throws Exception {
        ColorData.writeSvhn(folder, 60, 20, 0);
        DataSelection data = PaperRun.data(ImageDataset.SVHN, folder.toString()).withLabels(10);

        RunSummary summary = run(SemiSupervisedSvhn.experiment(data, NETWORK, 3));

        assertEquals(10, summary.trainSize());
        assertEquals(60 - 6, summary.unlabeledSize());
    }

    @Test
    void supervisedCifar10() throws Exception {
        ColorData.writeCifar10(folder, 60, 20);

        RunSummary summary =
                run(SupervisedCifar10.experiment(PaperRun.data(ImageDataset.CIFAR_10, folder.toString()), NETWORK, 3));

        assertEquals(54, summary.trainSize());
        assertEquals(null, summary.unlabeledSize());
    }

    @Test
    void refusesFurtherArguments() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> PaperRun.data(ImageDataset.SVHN, "a", "b"));
        assertTrue(e.getMessage().contains("got a b"), e.getMessage());
    }
}
