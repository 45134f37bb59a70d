package org.mat4j.lab.plot.curve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.measure.Smoothness;
import org.mat4j.core.train.listener.SmoothnessCurve;
import org.mat4j.data.DataException;
import org.mat4j.lab.experiment.SmoothnessPlan;
import org.mat4j.lab.testing.Messages;

/** What runs leave behind, as curves. */
class RunFilesTest {

    private static final String SMOOTHNESS = "update,output,manifold,average\n";

    @TempDir
    Path folder;

    @Test
    void aHistoryHasItsLossAndTheErrorsThatWereTaken() throws IOException {
        RunHistory history = RunHistory.read(
                "mat",
                file(
                        "update,epoch,loss,cross_entropy,validation_error\n1,1,2.5,2.4,\n2,1,-1.5,2.0,80.25\n3,2,1.0,1.0,\n"));

        Curve loss = history.loss().orElseThrow();
        assertEquals("mat", loss.name());
        assertArrayEquals(new double[] {1, 2, 3}, loss.x());
        assertArrayEquals(new double[] {2.5, -1.5, 1}, loss.y());
        Curve error = history.validationError().orElseThrow();
        assertArrayEquals(new double[] {2}, error.x());
        assertArrayEquals(new double[] {80.25}, error.y());
    }

    @Test
    void aHistoryWithoutUpdatesHasNoCurves() throws IOException {
        RunHistory history = RunHistory.read("mat", file("update,epoch,loss,validation_error\n"));

        assertTrue(history.loss().isEmpty() && history.validationError().isEmpty());
    }

    static Stream<Arguments> damagedHistories() {
        return Stream.of(
                damaged("update,epoch\n1,1\n", "a column 'loss'"),
                damaged("update,loss,validation_error\n1,2,3\n1,2,3\n", "line 3", "above 1.0 in column update"),
                damaged("update,loss,validation_error\n1,2,x\n", "line 2", "column validation_error", "'x'"),
                damaged("update,loss,validation_error\n1,2,3\n2,2", "line 3", "3 values", "found 2"));
    }

    @ParameterizedTest
    @MethodSource
    void damagedHistories(String text, String[] parts) throws IOException {
        Path file = file(text);
        Messages.name(DataException.class, () -> RunHistory.read("mat", file), parts);
        Messages.name(DataException.class, () -> RunHistory.read("mat", file), "run.csv");
    }

    @Test
    void smoothnessIsReadAsItWasWritten() {
        SmoothnessHistory written = new SmoothnessHistory(
                "vat",
                List.of(
                        new SmoothnessCurve.Point(0, new Smoothness(0.1, 1e-300)),
                        new SmoothnessCurve.Point(100, new Smoothness(1 / 3.0, 12345.678))));
        Path file = folder.resolve("smoothness.csv");
        SmoothnessPlan.write(file, written.points());

        SmoothnessHistory read = SmoothnessHistory.read("vat", file);
        assertEquals(written, read);
        assertArrayEquals(
                new double[] {0, 100}, read.curve(Smoothness::manifold).x());
        assertArrayEquals(
                new double[] {0.1, 1 / 3.0}, read.curve(Smoothness::output).y());
        assertEquals((1 / 3.0 + 12345.678) / 2, read.curve(Smoothness::average).y()[1]);
    }

    static Stream<Arguments> damagedSmoothness() {
        return Stream.of(
                damaged(SMOOTHNESS, "at least one line of values"),
                damaged("update,output,manifold\n1,1,1\n", "the columns update,output,manifold,average"),
                damaged(SMOOTHNESS + "0,1,3,2\n1,1,,2\n", "line 3", "column manifold", "none"),
                damaged(SMOOTHNESS + "0,1,3,2.5\n", "line 2", "column average", "2.0", "2.5"),
                damaged(SMOOTHNESS + "0.5,1,3,2\n", "line 2", "column update", "0.5"),
                damaged(SMOOTHNESS + "5,1,3,2\n4,1,3,2\n", "line 3", "column update", "5.0", "4.0"));
    }

    @ParameterizedTest
    @MethodSource
    void damagedSmoothness(String text, String[] parts) throws IOException {
        Path file = file(text);
        Messages.name(DataException.class, () -> SmoothnessHistory.read("mat", file), parts);
        Messages.name(DataException.class, () -> SmoothnessHistory.read("mat", file), "run.csv");
    }

    private static Arguments damaged(String text, String... parts) {
        return Arguments.of(text, parts);
    }

    @Test
    void pointsOutOfOrderAreErrors() {
        SmoothnessCurve.Point point = new SmoothnessCurve.Point(5, new Smoothness(1, 1));
        Messages.refused(() -> new SmoothnessHistory("mat", List.of(point, point)), "point 1", "'mat'", "5.0");
        Messages.refused(() -> new SmoothnessHistory("mat", List.of()), "number of points", "'mat'", "0");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("run.csv"), text);
    }
}
