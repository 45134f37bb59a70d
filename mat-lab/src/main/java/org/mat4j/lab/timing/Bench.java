package org.mat4j.lab.timing;

import java.lang.management.ManagementFactory;
import org.apache.commons.math3.stat.StatUtils;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.engine.program.OperationTimes;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.UpdateReport;
import org.mat4j.core.train.data.UnlabeledBatches;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Measures the step of a training run on random data: the run is an ordinary one, by {@link Trainer}. */
public final class Bench {

    private static final int SOME = 8;

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
        Long faults = growth(times.before.pageFaults(), times.after.pageFaults());
        return new BenchResult(
                network.name(),
                config.method().id(),
                config.labeled(),
                config.unlabeled(),
                rounded(StatUtils.percentile(times.milliseconds, 50)),
                rounded(StatUtils.min(times.milliseconds)),
                ProcessStatistics.now().peakMegabytes(),
                Backend.description(),
                Backend.threads(),
                config.steps(),
                rounded(times.firstStepSeconds),
                faults == null ? null : (double) Math.round((double) faults / config.steps()),
                growth(times.before.residentMegabytes(), times.after.residentMegabytes()),
                operations.rows());
    }

    /** The network after one update by cross-entropy on random data, to measure what does not depend on its parameters. */
    public static TrainedModel model(BenchConfig config) {
        BenchConfig once =
                config.with().method(Methods.baseline()).warmup(0).steps(1).build();
        RandomBatches data = new RandomBatches(once.network().inputShape(), once.seed());
        return Trainer.builder(once.network())
                .config(once.trainingConfig())
                .build()
                .fit(data.labeled(SOME, once.network().classCount()));
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /** Null where the system does not tell. */
    private static Long growth(Long before, Long after) {
        return after == null ? null : after - before;
    }

    /** Takes the time from one update's end to the next one's, after a warm-up; the first one begins with the training. */
    private static final class StepTimes implements TrainingListener {

        private final int warmup;
        private final double[] milliseconds;
        private final OperationTimes operations;
        private int updates;
        private long last;
        private double firstStepSeconds;
        private ProcessStatistics before;
        private ProcessStatistics after;

        /** @param operations reset after the warm-up */
        StepTimes(int warmup, int steps, OperationTimes operations) {
            this.warmup = warmup;
            this.milliseconds = new double[steps];
            this.operations = operations;
        }

        @Override
        public void onStart(TrainingPlan plan) {
            begin();
        }

        @Override
        public void onUpdate(UpdateReport report) {
            long now = System.nanoTime();
            updates++;
            if (updates == 1) {
                long start = ManagementFactory.getRuntimeMXBean().getStartTime();
                firstStepSeconds = (System.currentTimeMillis() - start) / 1e3;
            }
            if (updates > warmup) {
                milliseconds[updates - warmup - 1] = (now - last) / 1e6;
            }
            begin();
        }

        private void begin() {
            if (updates == warmup) {
                operations.reset();
                before = ProcessStatistics.now();
            }
            if (updates == warmup + milliseconds.length) {
                after = ProcessStatistics.now();
            }
            last = System.nanoTime();
        }
    }
}
