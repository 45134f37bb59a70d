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
 * Table II of the paper: Conv-Large by MAT on CIFAR-10 with all labels, ZCA whitening, translation and mirroring. Takes
 * days on a CPU; it may be ended and started again, and resumes from its last checkpoint. The argument is the folder of
 * the data; without one they are downloaded (170 MB).
 */
public final class SupervisedCifar10 {

    private SupervisedCifar10() {}

    /** Runs it. */
    public static void main(String[] args) {
        Backend.keepNativeMemory();
        DataSelection data = LongRun.data(ImageDataset.CIFAR_10, args);
        LongRun.start(experiment(data).build(), Path.of("runs", "supervised-cifar10"), Progress.detect());
    }

    static ExperimentBuilder experiment(DataSelection data) {
        return Experiment.builder(data)
                .network(ConvNet.convLarge())
                .method(Methods.mat(8))
                .preprocessing(Preprocessing.ZCA)
                .perturbationSpace(PerturbationSpace.PREPROCESSED)
                .augmentation(Augmentation.CIFAR_10)
                .batchSize(100)
                .schedule(Schedule.REFERENCE_CIFAR10)
                .updates(200_000);
    }
}
