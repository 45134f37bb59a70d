package org.mat4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.lab.experiment.Comparison;
import org.mat4j.lab.experiment.Progress;
import org.mat4j.lab.experiment.RunSummary;
import org.mat4j.lab.experiment.Scores;

/** The quick start, in short: what it writes and prints. */
class QuickStartTest {

    private static final int UPDATES = 2;

    @TempDir
    Path folder;

    @Test
    void writesAModelAndAHistoryOfEachMethodAndOnePicture() throws IOException {
        Files.createDirectories(folder.resolve("mat"));
        Files.writeString(folder.resolve("mat/summary.json"), "of an earlier run");

        List<RunSummary> summaries = QuickStart.run(folder, UPDATES, Progress.NONE);

        assertEquals(
                List.of("baseline", "mat"),
                summaries.stream().map(RunSummary::method).toList());
        for (RunSummary summary : summaries) {
            Path run = folder.resolve(summary.method());
            assertTrue(Files.size(run.resolve("model.zip")) > 0);
            assertEquals(
                    UPDATES + 1, Files.readAllLines(run.resolve("history.csv")).size());
            assertTrue(Files.readString(run.resolve("summary.json")).contains("testError"));
        }
        assertTrue(ImageIO.read(folder.resolve("latent.png").toFile()).getWidth() > 0);
    }

    @Test
    void theTableIsAlignedAndNamesItsColumns() {
        Scores.Robustness robustness = new Scores.Robustness(1000, 2, 91.25, 8.5, 0.5, 0.25, 0.75);
        List<String> lines = Comparison.table(List.of(summary("baseline", robustness), summary("mat", robustness)))
                .lines()
                .toList();

        assertEquals(lines.get(0).length(), lines.get(1).length());
        assertEquals(lines.get(1).length(), lines.get(2).length());
        assertTrue(lines.get(0).matches("method +test error +L2 attack +FGSM attack +smoothness +seconds"));
        assertTrue(lines.get(2).matches("mat +3\\.1 % +91\\.3 % +8\\.5 % +0\\.5000 +12"), lines.get(2));
    }

    private static RunSummary summary(String method, Scores.Robustness robustness) {
        return new RunSummary(
                method, "sample", "lenet++", 2, 1, null, 0, 1, 1, 1, 1, 1, 3.125, null, 12.3, robustness, null, null);
    }
}
