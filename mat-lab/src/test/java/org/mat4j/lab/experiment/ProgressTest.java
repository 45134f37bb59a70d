package org.mat4j.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import org.junit.jupiter.api.Test;
import org.mat4j.core.train.TrainingConfig.Duration;
import org.mat4j.core.train.TrainingListener.EvaluationReport;
import org.mat4j.core.train.TrainingListener.TrainingPlan;
import org.mat4j.core.train.UpdateReport;
import org.mat4j.core.train.monitor.LatentHealth;
import org.mat4j.core.train.monitor.LatentStatistics;

/** The progress of training. */
class ProgressTest {

    @Test
    void theBarCountsUpdatesAndShowsLossAndValidation() {
        String shown = draw(new Duration(Duration.Unit.UPDATES, 10));

        assertTrue(shown.contains("mat"), shown);
        assertTrue(shown.contains("7/10"), shown);
        assertTrue(shown.contains("loss 0.125"), shown);
        assertTrue(shown.contains("validation error 12.50 %"), shown);
    }

    @Test
    void theBarKnowsTheLengthOfEpochs() {
        String shown = draw(new Duration(Duration.Unit.EPOCHS, 4));

        assertTrue(shown.contains("7/20"), shown);
    }

    @Test
    void aTestIsNoTerminal() {
        assertEquals(Progress.LINES, Progress.detect());
    }

    private static String draw(Duration duration) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ProgressBarListener bar = new ProgressBarListener(
                5, new ConsoleProgressBarConsumer(new PrintStream(bytes, true, StandardCharsets.UTF_8), 200));
        bar.onStart(new TrainingPlan("mat", "lenet++", duration));
        bar.onEvaluation(new EvaluationReport(5, 1, 12.5, true));
        bar.onUpdate(new UpdateReport(
                7, 2, 0.125, Map.of("cross_entropy", 0.125), new LatentStatistics(1, 1, 1), LatentHealth.HEALTHY));
        bar.onEnd();
        bar.onEnd();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
