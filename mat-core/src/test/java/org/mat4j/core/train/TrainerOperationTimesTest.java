package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mat4j.core.engine.program.OperationTimes;
import org.mat4j.core.method.Methods;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.TestNetwork;

/** A trainer's operations are measured, but for its first update, which plans. */
class TrainerOperationTimesTest {

    private final OperationTimes times = new OperationTimes();

    private Map<String, Long> counts() {
        return times.rows().stream()
                .collect(Collectors.toMap(OperationTimes.Row::operation, OperationTimes.Row::count));
    }

    private void train(int updates, TrainingListener listener) {
        Trainer.builder(TestNetwork.batchNorm(4, 3))
                .config(TrainingConfig.builder()
                        .method(Methods.baseline())
                        .updates(updates)
                        .build())
                .operationTimes(times)
                .listener(listener)
                .build()
                .fit(Blobs.batches(1, 6, 4, 3, 1))
                .close();
    }

    @Test
    void everyUpdateButTheFirstCounts() {
        Map<Long, Map<String, Long>> after = new LinkedHashMap<>();
        train(4, new TrainingListener() {
            @Override
            public void onUpdate(UpdateReport report) {
                after.put(report.update(), counts());
            }
        });
        assertEquals(Map.of(), after.get(1L));
        Map<String, Long> once = after.get(2L);
        assertEquals(1, once.get("batch_norm_backward"));
        assertEquals(1, once.get("batchnorm"));
        assertTrue(once.get("matmul") > 3, () -> "products: " + once);
        Map<String, Long> threeTimes =
                once.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> 3 * e.getValue()));
        assertEquals(threeTimes, after.get(4L));
        assertTrue(times.rows().stream().allMatch(row -> row.milliseconds() > 0));
    }

    @Test
    void aListenerMayLeaveOutTheFirstOnes() {
        train(5, new TrainingListener() {
            @Override
            public void onUpdate(UpdateReport report) {
                if (report.update() == 3) {
                    times.reset();
                }
            }
        });
        assertEquals(2, counts().get("batchnorm"));
    }

    @Test
    void noTimesAreNoValue() {
        assertThrows(NullPointerException.class, () -> Trainer.builder(TestNetwork.batchNorm(4, 3))
                .operationTimes(null));
    }
}
