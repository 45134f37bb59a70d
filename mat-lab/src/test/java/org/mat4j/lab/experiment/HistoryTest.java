package org.mat4j.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.train.TrainingListener.EvaluationReport;
import org.mat4j.core.train.UpdateReport;
import org.mat4j.core.train.monitor.LatentHealth;
import org.mat4j.core.train.monitor.LatentStatistics;

/** What a history writes, and what it takes along into a resumed run. */
class HistoryTest {

    @TempDir
    Path folder;

    private static UpdateReport report(int update, double loss, LatentStatistics latent) {
        Map<String, Double> terms = new LinkedHashMap<>();
        terms.put("cross_entropy", 1.0 / 3);
        terms.put("information", -0.0);
        return new UpdateReport(update, 1, loss, terms, latent, LatentHealth.HEALTHY);
    }

    private static History recorded() {
        History history = new History();
        history.onUpdate(report(1, 0.1 + 0.2, new LatentStatistics(1e-300, Double.NaN, 0)));
        history.onUpdate(report(2, -7, new LatentStatistics(25, 1, 4)));
        history.onEvaluation(new EvaluationReport(2, 1, 12.5, true));
        return history;
    }

    private List<String> lines(History history) throws IOException {
        history.write(folder.resolve("history.csv"));
        return Files.readAllLines(folder.resolve("history.csv"));
    }

    @Test
    void hasARowPerUpdateWithEveryNumberExact() throws IOException {
        assertEquals(
                List.of(
                        "update,epoch,loss,cross_entropy,information,latent_scale,latent_within_class,"
                                + "latent_separation,validation_error",
                        "1,1,0.30000000000000004,0.3333333333333333,-0.0,1.0E-150,,,",
                        "2,1,-7.0,0.3333333333333333,-0.0,5.0,1.0,2.0,12.5"),
                lines(recorded()));
    }

    @Test
    void isResumedWhereItWas() throws IOException {
        History history = recorded();
        History resumed = new History();
        resumed.onEpoch(5);
        resumed.restore(history.state());

        assertEquals(2, resumed.size());
        assertEquals(12.5, resumed.lowestValidationError());
        assertArrayEquals(history.state(), resumed.state());
        for (History one : new History[] {history, resumed}) {
            one.onUpdate(report(3, 1e-3, new LatentStatistics(0.1, 0.7, 0)));
        }
        assertEquals(lines(history), lines(resumed));
    }

    @Test
    void anEmptyOneToo() {
        History resumed = recorded();
        resumed.restore(new History().state());
        assertEquals(0, resumed.size());
        assertArrayEquals(new History().state(), resumed.state());
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
