package org.mat4j.examples.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.graph.OperationTimes;
import org.mat4j.examples.experiment.NetworkKind;

class BenchTest {

    /** Convolutions a step: a pass each, and one of the direction's gradient. */
    private static double convolutions(int unlabeled) {
        BenchResult result = Bench.run(BenchConfig.builder()
                .network(NetworkKind.LENET_PLUS_PLUS)
                .width(2)
                .labeled(4)
                .unlabeled(unlabeled)
                .steps(2)
                .warmup(1)
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

    @ParameterizedTest
    @CsvSource({"3;1;2, 2", "4;1;2;10, 3", "7, 7", "5;5;5;1, 5"})
    void median(String values, double expected) {
        double[] parsed = Arrays.stream(values.split(";"))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertEquals(expected, StepTimes.median(parsed));
    }

    @Test
    void statisticsOfTheProcessWhereTheSystemTells() {
        if (System.getProperty("os.name").equals("Linux")) {
            long resident = ProcessStatistics.residentMegabytes().orElseThrow();
            assertTrue(
                    resident > 20 && ProcessStatistics.peakResidentMegabytes().orElseThrow() >= resident);
            long before = ProcessStatistics.pageFaults().orElseThrow();
            byte[][] touched = new byte[8][1 << 20];
            assertTrue(touched.length == 8 && ProcessStatistics.pageFaults().orElseThrow() >= before && before > 1000);
        } else {
            assertTrue(ProcessStatistics.pageFaults().isEmpty());
        }
    }
}
