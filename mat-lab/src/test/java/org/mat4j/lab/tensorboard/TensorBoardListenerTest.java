package org.mat4j.lab.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.train.TrainingListener.EvaluationReport;
import org.mat4j.core.train.UpdateReport;
import org.mat4j.core.train.monitor.LatentHealth;
import org.mat4j.core.train.monitor.LatentStatistics;
import org.mat4j.lab.output.OutputException;

class TensorBoardListenerTest {

    @TempDir
    Path folder;

    private static UpdateReport report(long update, LatentStatistics latent) {
        Map<String, Double> terms = Map.of("cross_entropy", 1.0 / update);
        return new UpdateReport(update, 1, 0.1 * update, terms, latent, LatentHealth.HEALTHY);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void writesEveryUpdateAndEvaluation() throws IOException {
        double before = System.currentTimeMillis() / 1e3;
        TensorBoardListener listener = new TensorBoardListener(folder);
        listener.onUpdate(report(1, new LatentStatistics(9, Double.NaN, Double.NaN)));
        listener.onUpdate(report(300, new LatentStatistics(25, 4, 16)));
        listener.onEvaluation(new EvaluationReport(300, 1, 12.5, true));
        listener.onEnd();

        assertEquals(1, files().size());
        assertTrue(files().get(0).getFileName().toString().startsWith("events.out.tfevents."));
        List<EventReader.Event> events = EventReader.read(files().get(0));
        assertEquals(5, events.size());
        assertEquals("brain.Event:2", events.get(0).version());
        assertTrue(events.get(1).start());
        assertEquals(1, events.get(1).step());
        assertEquals(1, events.get(2).step());
        // Of the spreads there is none yet.
        assertEquals(
                Map.of("loss", 0.1f, "term/cross_entropy", 1f, "latent/scale", 3f),
                events.get(2).values());
        assertEquals(300, events.get(3).step());
        assertEquals(
                Map.of(
                        "loss",
                        30f,
                        "term/cross_entropy",
                        1 / 300f,
                        "latent/scale",
                        5f,
                        "latent/within_class",
                        2f,
                        "latent/separation",
                        2f),
                events.get(3).values());
        assertEquals(
                new EventReader.Event(events.get(4).wallTime(), 300, "", false, Map.of("validation/error", 12.5f)),
                events.get(4));
        for (EventReader.Event event : events) {
            assertTrue(event.wallTime() >= before && event.wallTime() <= System.currentTimeMillis() / 1e3);
        }
    }

    /** So that TensorBoard drops what a killed training had written beyond its last checkpoint. */
    @Test
    void aResumedTrainingBeginsALaterFileAtItsStep() throws IOException, InterruptedException {
        LatentStatistics latent = new LatentStatistics(1, 1, 1);
        for (long first : new long[] {1, 7}) {
            TensorBoardListener listener = new TensorBoardListener(folder);
            listener.onUpdate(report(first, latent));
            listener.onEnd();
            Thread.sleep(2);
        }
        assertEquals(2, files().size());
        EventReader.Event start = EventReader.read(files().get(1)).get(1);
        assertTrue(start.start());
        assertEquals(7, start.step());
    }

    @Test
    void aTrainingWithoutUpdatesLeavesNothing() throws IOException {
        new TensorBoardListener(folder).onEnd();
        assertEquals(List.of(), files());
    }

    @Test
    void aFolderThatVanishesEndsNoTraining() throws IOException {
        Path gone = folder.resolve("gone");
        TensorBoardListener listener = new TensorBoardListener(gone);
        Files.delete(gone);
        listener.onUpdate(report(1, new LatentStatistics(1, 1, 1)));
        listener.onUpdate(report(2, new LatentStatistics(1, 1, 1)));
        listener.onEnd();
        assertFalse(Files.exists(gone));
    }

    @Test
    void aFileInTheFoldersPlaceIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        OutputException e = assertThrows(OutputException.class, () -> new TensorBoardListener(file));
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }
}
