package org.mat4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.method.Methods;
import org.mat4j.core.network.PerturbationSpace;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.preprocess.Preprocessing;
import org.mat4j.data.testing.ColorData;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentBuilder;
import org.mat4j.lab.experiment.LongRun;
import org.mat4j.lab.experiment.Progress;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.experiment.RunSummary;
import org.mat4j.lab.signal.StopOnSignal;
import org.mat4j.lab.testing.SignaledChild;
import org.mat4j.layers.network.ConvNet;
import org.mat4j.layers.network.MultilayerPerceptron;

/** The long examples, cut short: a narrow network, a few images, two updates. */
class LongExamplesTest {

    @TempDir
    Path folder;

    private RunSummary run(ExperimentBuilder experiment) {
        return LongRun.run(
                experiment
                        .network(ConvNet.convLarge(2))
                        .updates(3)
                        .batchSize(10)
                        .robustnessSize(0)
                        .build(),
                folder.resolve("run"),
                Progress.NONE,
                new StopOnSignal(message -> {}));
    }

    @Test
    void semiSupervisedCifar10() throws Exception {
        ColorData.writeCifar10(folder, 60, 20);
        DataSelection data =
                LongRun.data(ImageDataset.CIFAR_10, folder.toString()).withLabels(20);

        ExperimentBuilder experiment = SemiSupervisedCifar10.experiment(data);
        assertEquals(Preprocessing.ZCA, experiment.build().preprocessing());

        RunSummary summary = run(experiment.unlabeledBatchSize(12));

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
        DataSelection data = LongRun.data(ImageDataset.SVHN, folder.toString()).withLabels(10);

        RunSummary summary = run(SemiSupervisedSvhn.experiment(data).unlabeledBatchSize(12));

        assertEquals(10, summary.trainSize());
        assertEquals(60 - 6, summary.unlabeledSize());
    }

    @Test
    void supervisedCifar10() throws Exception {
        ColorData.writeCifar10(folder, 60, 20);
        ExperimentBuilder experiment =
                SupervisedCifar10.experiment(LongRun.data(ImageDataset.CIFAR_10, folder.toString()));
        assertEquals(Preprocessing.ZCA, experiment.build().preprocessing());

        // Whitening takes most of the time, and is in the test above.
        RunSummary summary =
                run(experiment.preprocessing(Preprocessing.SCALED).perturbationSpace(PerturbationSpace.INPUT));

        assertEquals(54, summary.trainSize());
        assertEquals(null, summary.unlabeledSize());
    }

    /** A program that never ends by itself. */
    static final class Endless {

        public static void main(String[] args) {
            DataSelection data =
                    DataSelection.of(ImageDataset.SAMPLE).withTrainSize(200).withValidationSize(0);
            Experiment experiment = Experiment.builder(data)
                    .network(MultilayerPerceptron.builder().sizes(List.of(8)).build())
                    .method(Methods.baseline())
                    .updates(1_000_000)
                    .build();
            LongRun.start(experiment, Path.of(args[0]), Progress.LINES);
        }
    }

    @Test
    void endsAtSigtermWithACheckpoint() throws Exception {
        SignaledChild child = SignaledChild.endedBy(SignaledChild.Signal.TERM, folder.resolve("child.log"));
        Path run = folder.resolve("run");

        int exitCode = child.run(() -> child.output().contains("update 50:"), Endless.class, run.toString());

        assertEquals(143, exitCode, child.output());
        assertTrue(child.output().contains("\"stoppedAfterUpdate\":"), child.output());
        assertTrue(child.output().contains("start the program again to resume"), child.output());
        assertTrue(new RunDirectory(run).holdsCheckpoints());
        assertTrue(Files.readAllLines(run.resolve("history.csv")).size() > 50);
    }

    @Test
    void refusesFurtherArguments() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> LongRun.data(ImageDataset.SVHN, "a", "b"));
        assertTrue(e.getMessage().contains("got a b"), e.getMessage());
    }
}
