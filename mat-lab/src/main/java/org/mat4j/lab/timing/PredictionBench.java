package org.mat4j.lab.timing;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.math3.stat.StatUtils;
import org.mat4j.core.check.Checks;
import org.mat4j.core.model.Predictor;
import org.mat4j.core.model.TrainedModel;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Measures predictions of a model by several threads that share one {@link Predictor}.
 *
 * @param examples per call, at least 1
 * @param callers threads, at least 1
 * @param calls of each thread that are measured, at least 1; as many come before them
 */
public record PredictionBench(int examples, int callers, int calls) {

    /** Checks the values. */
    public PredictionBench {
        Checks.atLeast(1, "examples", examples);
        Checks.atLeast(1, "callers", callers);
        Checks.atLeast(1, "calls", calls);
    }

    /**
     * What was measured. The names of the JSON are these in snake case.
     *
     * @param network name of the network
     * @param examples per call
     * @param callers threads
     * @param msPerCall median over all calls of all threads
     * @param examplesPerSecond of all threads together
     * @param peakRssMb largest resident memory of the process; null where the system does not tell
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Result(
            String network, int examples, int callers, double msPerCall, double examplesPerSecond, Long peakRssMb) {}

    /** Predicts random inputs; the model stays the caller's. */
    public Result run(TrainedModel model, long seed) {
        INDArray batch = new RandomBatches(model.info().inputShape(), seed).inputs(examples);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try (Predictor predictor = Predictor.of(model, callers)) {
            together(threads, predictor, batch);
            long start = System.nanoTime();
            double[] times = together(threads, predictor, batch);
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Result(
                    model.info().network(),
                    examples,
                    callers,
                    StatUtils.percentile(times, 50),
                    (double) examples * calls * callers / seconds,
                    ProcessStatistics.now().peakMegabytes());
        } finally {
            threads.shutdown();
        }
    }

    /** Milliseconds of each call. */
    private double[] together(ExecutorService threads, Predictor predictor, INDArray batch) {
        List<Future<double[]>> futures = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            futures.add(threads.submit(() -> times(predictor, batch)));
        }
        double[] all = new double[callers * calls];
        for (int i = 0; i < callers; i++) {
            System.arraycopy(result(futures.get(i)), 0, all, i * calls, calls);
        }
        return all;
    }

    private double[] times(Predictor predictor, INDArray batch) {
        double[] times = new double[calls];
        for (int i = 0; i < calls; i++) {
            long start = System.nanoTime();
            predictor.predictAll(batch);
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        return times;
    }

    private static double[] result(Future<double[]> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while predictions were measured", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "a prediction failed: " + e.getCause().getMessage(), e.getCause());
        }
    }
}
