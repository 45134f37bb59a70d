package org.mat4j.examples;

import java.nio.file.Path;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.method.Methods;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.preprocess.Augmentation;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentBuilder;
import org.mat4j.lab.experiment.LongRun;
import org.mat4j.lab.experiment.Progress;
import org.mat4j.lab.experiment.Schedule;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.network.ConvNet;

/**
 * Table III of the paper: Conv-Large by MAT on SVHN with 1,000 labels, all images unlabeled, translation, and batch
 * normalization of the logits. Takes days on a CPU; it may be ended and started again, and resumes from its last
 * checkpoint. The argument is the folder of the data; without one they are downloaded (250 MB).
 *
 * <p>The size of perturbations is that of the reference implementation of virtual adversarial training with
 * augmentation; the weights of MAT's own terms are the library's defaults, which were found on MNIST.
 */
public final class SemiSupervisedSvhn {

    private SemiSupervisedSvhn() {}

    /** Runs it. */
    public static void main(String[] args) {
        Backend.keepNativeMemory();
        DataSelection data = LongRun.data(ImageDataset.SVHN, args).withLabels(1000);
        LongRun.start(experiment(data).build(), Path.of("runs", "semi-supervised-svhn"), Progress.detect());
    }

    static ExperimentBuilder experiment(DataSelection data) {
        return Experiment.builder(data)
                .network(ConvNet.convLarge().withLogitNormalization(Normalization.BATCH))
                .method(Methods.mat(3.5))
                .augmentation(Augmentation.DIGITS)
                .batchSize(32)
                .unlabeledBatchSize(128)
                .schedule(Schedule.REFERENCE_SVHN)
                .updates(48_000);
    }
}
