package org.mat4j.lab.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.engine.program.OperationTimes;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.layers.network.LeNetPlusPlus;

class BenchTest {

    private static final int DEFAULT_UPDATES = BenchConfig.DEFAULT_WARMUP + BenchConfig.DEFAULT_STEPS;

    /** Convolutions a step: a pass each, and one of the direction's gradient. */
    private static double convolutions(int unlabeled) {
        BenchResult result = Bench.run(BenchConfig.builder()
                .network(LeNetPlusPlus.builder().width(2).build())
                .labeled(4)
                .unlabeled(unlabeled)
                .steps(2)
                .warmup(1)
                .breakdown(BenchConfig.Breakdown.BY_OPERATION)
                .build());
        Map<String, Long> counts = result.operations().stream()
                .collect(Collectors.toMap(OperationTimes.Row::operation, OperationTimes.Row::count));
        return (double) counts.get("conv2d") / result.steps();
    }

    @Test
    void unlabeledExamplesAddAPassOfTheirOwn() {
        assertEquals(6 * 4, convolutions(0), "clean, direction and its gradient, perturbed");
        assertEquals(6 * 5, convolutions(4), "clean twice");
    }

    @Test
    void withoutABreakdownOperationsAreNotMeasuredAndNoWarmUpIsNeeded() {
        BenchResult result = Bench.run(BenchConfig.builder()
                .network(LeNetPlusPlus.builder().width(2).build())
                .labeled(4)
                .steps(1)
                .warmup(0)
                .build());
        assertEquals(List.of(), result.operations());
        assertTrue(result.minMs() > 0 && result.msPerStep() == result.minMs(), result.toString());
    }

    static List<TypedMethod> methods() {
        return List.of(Methods.baseline(), Methods.vat(1), Methods.mat(2).beta(0.3));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void theTrainerIsToldWhatAnExperimentTellsIt(TypedMethod method) {
        TrainingConfig expected = Experiment.builder(DataSelection.of(ImageDataset.SAMPLE))
                .method(method)
                .updates(DEFAULT_UPDATES)
                .build()
                .trainingConfig();
        TrainingConfig config = BenchConfig.builder().method(method).build().trainingConfig();
        assertEquals(expected.updater(), config.updater());
        assertEquals(expected.duration(), config.duration());
        assertEquals(expected.seed(), config.seed());
        assertEquals(expected.dataType(), config.dataType());
        assertEquals(expected.method(), config.method());
    }

    @Test
    void statisticsOfTheProcessWhereTheSystemTells() {
        ProcessStatistics now = ProcessStatistics.now();
        if (System.getProperty("os.name").equals("Linux")) {
            assertTrue(now.residentMegabytes() > 20 && now.peakMegabytes() >= now.residentMegabytes(), now.toString());
            byte[][] touched = new byte[8][1 << 20];
            assertEquals(8, touched.length);
            assertTrue(ProcessStatistics.now().pageFaults() >= now.pageFaults() && now.pageFaults() > 1000);
        } else {
            assertEquals(new ProcessStatistics(null, null, null), now);
        }
    }
}
