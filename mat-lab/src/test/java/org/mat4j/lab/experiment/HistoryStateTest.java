package org.mat4j.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.train.TrainingListener.EvaluationReport;
import org.mat4j.core.train.UpdateReport;
import org.mat4j.core.train.monitor.LatentHealth;
import org.mat4j.core.train.monitor.LatentStatistics;

/** What a history takes along into a resumed run. */
class HistoryStateTest {

    @TempDir
    Path folder;

    private static History recorded() {
        History history = new History();
        Map<String, Double> terms = new LinkedHashMap<>();
        terms.put("cross_entropy", 1.0 / 3);
        terms.put("information", -0.0);
        history.onUpdate(new UpdateReport(
                1, 1, 0.1 + 0.2, terms, new LatentStatistics(1e-300, Double.NaN, 0), LatentHealth.HEALTHY));
        history.onUpdate(new UpdateReport(2, 1, -7, terms, new LatentStatistics(5, 1, 2), LatentHealth.COLLAPSED));
        history.onEvaluation(new EvaluationReport(2, 1, 12.5, true));
        return history;
    }

    @Test
    void goesOnWhereItWas() throws IOException {
        History history = recorded();
        History resumed = new History();
        resumed.onEpoch(5);
        resumed.restore(history.state());

        assertEquals(history.rows(), resumed.rows());
        assertEquals(OptionalDouble.of(12.5), resumed.lowestValidationError());
        assertArrayEquals(history.state(), resumed.state());
        history.write(folder.resolve("a.csv"));
        resumed.write(folder.resolve("b.csv"));
        assertEquals(Files.readString(folder.resolve("a.csv")), Files.readString(folder.resolve("b.csv")));
    }

    @Test
    void anEmptyOneToo() {
        History resumed = recorded();
        resumed.restore(new History().state());
        assertEquals(0, resumed.rows().size());
    }

    @Test
    void aCutStateIsRefused() {
        byte[] state = recorded().state();
        for (int length = 0; length < state.length; length++) {
            byte[] cut = Arrays.copyOf(state, length);
            assertThrows(IllegalArgumentException.class, () -> new History().restore(cut));
        }
    }
}
