package org.mat4j.examples;

import java.nio.file.Path;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.method.Methods;
import org.mat4j.core.network.PerturbationSpace;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.preprocess.Augmentation;
import org.mat4j.data.preprocess.Preprocessing;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentBuilder;
import org.mat4j.lab.experiment.LongRun;
import org.mat4j.lab.experiment.Progress;
import org.mat4j.lab.experiment.Schedule;
import org.mat4j.layers.network.ConvNet;

/**
 * Table IV of the paper: Conv-Large by MAT on CIFAR-10 with 4,000 labels, all images unlabeled, ZCA whitening,
 * translation and mirroring. Takes days on a CPU; it may be ended and started again, and resumes from its last
 * checkpoint. The argument is the folder of the data; without one they are downloaded (170 MB).
 *
 * <p>The size of perturbations is that of the reference implementation of virtual adversarial training for whitened
 * images with augmentation; the weights of MAT's own terms are the library's defaults, which were found on MNIST.
 */
public final class SemiSupervisedCifar10 {

    private SemiSupervisedCifar10() {}

    /** Runs it. */
    public static void main(String[] args) {
        Backend.keepNativeMemory();
        DataSelection data = LongRun.data(ImageDataset.CIFAR_10, args).withLabels(4000);
        LongRun.start(experiment(data).build(), Path.of("runs", "semi-supervised-cifar10"), Progress.detect());
    }

    static ExperimentBuilder experiment(DataSelection data) {
        return Experiment.builder(data)
                .network(ConvNet.convLarge())
                .method(Methods.mat(8))
                .preprocessing(Preprocessing.ZCA)
                .perturbationSpace(PerturbationSpace.PREPROCESSED)
                .augmentation(Augmentation.CIFAR_10)
                .batchSize(32)
                .unlabeledBatchSize(128)
                .schedule(Schedule.REFERENCE_CIFAR10)
                .updates(200_000);
    }
}
