package org.mat4j.lab.timing;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.mat4j.core.engine.program.OperationTimes;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.UpdateReport;

/** Takes the time from one update's end to the next one's, after a warm-up; the first one begins with the training. */
public final class StepTimes implements TrainingListener {

    private final int warmup;
    private final double[] milliseconds;
    private final OperationTimes operations;
    private int updates;
    private long last;
    private double firstStepSeconds;
    private ProcessStatistics before;
    private ProcessStatistics after;

    /**
     * @param operations reset after the warm-up
     */
    public StepTimes(int warmup, int steps, OperationTimes operations) {
        this.warmup = warmup;
        this.milliseconds = new double[steps];
        this.operations = operations;
    }

    @Override
    public void onStart(TrainingPlan plan) {
        beginIfWarm();
        last = System.nanoTime();
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
        beginIfWarm();
        if (updates == warmup + milliseconds.length) {
            after = ProcessStatistics.now();
        }
        last = System.nanoTime();
    }

    private void beginIfWarm() {
        if (updates == warmup) {
            operations.reset();
            before = ProcessStatistics.now();
        }
    }

    /** The median of the steps. */
    public double median() {
        return median(milliseconds);
    }

    /** The middle one of some values; of an even number the mean of the two in the middle. */
    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The fastest step. */
    public double min() {
        return Arrays.stream(milliseconds).min().orElseThrow();
    }

    /** From the start of the JVM to the end of the first update. */
    public double firstStepSeconds() {
        return firstStepSeconds;
    }

    /** Pages first touched in a measured step, on average; null where the system does not tell. */
    Double pageFaultsPerStep() {
        return after.pageFaults() == null
                ? null
                : (double) Math.round((double) (after.pageFaults() - before.pageFaults()) / milliseconds.length);
    }

    /** Growth of the resident memory over the measured steps; null where the system does not tell. */
    Long growthMegabytes() {
        return after.residentMegabytes() == null ? null : after.residentMegabytes() - before.residentMegabytes();
    }
}
