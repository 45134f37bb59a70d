package org.mat4j.core.train.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mat4j.core.method.mixture.LatentBatch;
import org.mat4j.core.train.UpdateReport;
import org.mat4j.core.train.monitor.LatentHealth;
import org.mat4j.core.train.monitor.LatentStatistics;

class LoggingListenerTest {

    @Test
    void aLineHasEveryTermInAnyLocale() {
        Map<String, Double> terms = new LinkedHashMap<>();
        terms.put("cross_entropy", 1.5);
        terms.put("output_divergence", 0.25);
        LatentStatistics latent =
                LatentStatistics.of(LatentBatch.of(new double[][] {{1, 2}, {3, 4}}, new int[] {0, 1}, 2));
        UpdateReport report = new UpdateReport(300, 2, 1.75, terms, latent, LatentHealth.HEALTHY);
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            String line = LoggingListener.line(report);
            String start = "epoch 2, update 300: loss 1.7500 (cross_entropy 1.5000, output_divergence 0.2500), latent ";
            assertEquals(start, line.substring(0, start.length()));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void refusesToLogEveryZeroUpdates() {
        assertEquals(
                "updates per log line is 0, expected at least 1",
                assertThrows(IllegalArgumentException.class, () -> new LoggingListener(0))
                        .getMessage());
    }
}
