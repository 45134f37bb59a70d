package org.mat4j.lab.timing;

import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.engine.program.OperationTimes;
import org.mat4j.core.network.Network;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.data.UnlabeledBatches;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Measures the step of a training run on random data: the run is an ordinary one, by {@link Trainer}. */
public final class Bench {

    private Bench() {}

    /**
     * Trains and measures.
     *
     * @throws org.mat4j.core.train.TrainingDivergedException if the loss becomes infinite or NaN
     */
    public static BenchResult run(BenchConfig config) {
        Network network = config.network();
        RandomBatches data = new RandomBatches(network.inputShape(), config.seed());
        DataSetIterator labeled = data.labeled(config.labeled(), network.classCount());
        UnlabeledBatches unlabeled = config.unlabeled() == 0 ? null : data.unlabeled(config.unlabeled());
        OperationTimes operations = new OperationTimes();
        StepTimes times = new StepTimes(config.warmup(), config.steps(), operations);
        Trainer.Builder trainer =
                Trainer.builder(network).config(config.trainingConfig()).listener(times);
        if (config.breakdown() == BenchConfig.Breakdown.BY_OPERATION) {
            trainer.operationTimes(operations);
        }
        if (unlabeled == null) {
            trainer.build().fit(labeled).close();
        } else {
            trainer.build().fit(labeled, unlabeled).close();
        }
        return new BenchResult(
                network.name(),
                config.method().id(),
                config.labeled(),
                config.unlabeled(),
                rounded(times.median()),
                rounded(times.min()),
                ProcessStatistics.now().peakMegabytes(),
                Backend.description(),
                Backend.threads(),
                config.steps(),
                rounded(times.firstStepSeconds()),
                times.pageFaultsPerStep(),
                times.growthMegabytes(),
                operations.rows());
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
