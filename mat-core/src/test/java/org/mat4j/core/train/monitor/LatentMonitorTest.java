package org.mat4j.core.train.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mat4j.core.method.mixture.LatentBatch;
import org.mat4j.core.testing.check.Naive;
import org.mat4j.core.train.checkpoint.Checkpoint;

class LatentMonitorTest {
    private static final int[] LABELS = Naive.labels(40, 4);

    private final List<String> warnings = new ArrayList<>();
    private final Random random = new Random(8);

    private LatentMonitor monitor() {
        return monitor(warnings);
    }

    private static LatentMonitor monitor(List<String> warnings) {
        return new LatentMonitor(health -> "Beware of " + health + ".", warnings::add);
    }

    /** Classes on the corners of a square, with a noise of a tenth of it; separation times it. */
    private double[][] latents(double scale, double separation) {
        double[][] latents = new double[LABELS.length][2];
        for (int i = 0; i < LABELS.length; i++) {
            latents[i][0] = scale * (separation * (LABELS[i] % 2) + 0.1 * random.nextGaussian());
            latents[i][1] = scale * (separation * (LABELS[i] / 2) + 0.1 * random.nextGaussian());
        }
        return latents;
    }

    private LatentBatch batch(double scale, double separation) {
        return LatentBatch.of(latents(scale, separation), LABELS, 4);
    }

    /** The moving average needs some hundred updates to follow. */
    private LatentHealth feed(LatentMonitor monitor, int updates, double scale, double separation) {
        for (int i = 0; i < updates; i++) {
            monitor.update(batch(scale, separation));
        }
        return monitor.state().health();
    }

    private void assertWarning(int index, String... parts) {
        for (String part : parts) {
            assertTrue(warnings.get(index).contains(part), warnings.get(index));
        }
    }

    @Test
    void aHealthyLatentIsSilent() {
        LatentMonitor monitor = monitor();
        assertNull(monitor.state().statistics());
        assertEquals(LatentHealth.HEALTHY, feed(monitor, 150, 3, 1));
        assertEquals(LatentHealth.HEALTHY, feed(monitor, 150, 30, 1));
        assertEquals(List.of(), warnings);
    }

    @Test
    void theScaleFallingFarBelowItsLargestIsACollapseWarnedOfOnce() {
        LatentMonitor monitor = monitor();
        assertEquals(LatentHealth.HEALTHY, feed(monitor, 150, 1, 1));
        assertEquals(LatentHealth.HEALTHY, feed(monitor, 150, 0.02, 1));
        assertEquals(LatentHealth.COLLAPSED, feed(monitor, 150, 0.005, 1));
        assertEquals(1, warnings.size());
        assertWarning(
                0, "collapsed", "its scale is below 0.0100 times", "within-class spread 0.00", "Beware of COLLAPSED.");
    }

    @Test
    void anAbsolutelySmallScaleIsACollapseAfterTheWarmUp() {
        LatentMonitor monitor = monitor();
        assertEquals(LatentHealth.HEALTHY, feed(monitor, LatentMonitor.WARM_UP_UPDATES, 1e-5, 1));
        assertEquals(LatentHealth.COLLAPSED, feed(monitor, 1, 1e-5, 1));
        assertWarning(0, "update 101", "its scale is below the bound 0.000100");
    }

    @Test
    void classesThatCannotBeToldApartAreACollapse() {
        LatentMonitor monitor = monitor();
        assertEquals(LatentHealth.HEALTHY, feed(monitor, LatentMonitor.WARM_UP_UPDATES, 1, 0));
        assertEquals(LatentHealth.COLLAPSED, feed(monitor, 100, 1, 0));
        assertWarning(0, "the separation of its classes is below 0.0500");
    }

    @Test
    void oneExamplePerClassLeavesTheSeparationUndecided() {
        LatentMonitor monitor = monitor();
        for (int i = 0; i < 110; i++) {
            double[][] latents = {{random.nextGaussian()}, {random.nextGaussian()}};
            monitor.update(LatentBatch.of(latents, new int[] {0, 1}, 2));
        }
        assertEquals(Double.NaN, monitor.state().statistics().separation());
        assertEquals(LatentHealth.HEALTHY, monitor.state().health());
    }

    @Test
    void growingFarBeyondTheScaleAfterTheWarmUpIsAnExplosion() {
        LatentMonitor monitor = monitor();
        feed(monitor, 110, 1, 1);
        assertEquals(LatentHealth.HEALTHY, feed(monitor, 100, 90, 1));
        assertEquals(LatentHealth.EXPLODED, feed(monitor, 100, 200, 1));
        assertEquals(1, warnings.size());
        assertWarning(0, "exploded", "its scale is above 100 times", "Beware of EXPLODED.");
    }

    @Test
    void theAbsoluteBoundHoldsInTheWarmUpToo() {
        LatentMonitor monitor = monitor();
        assertEquals(LatentHealth.EXPLODED, feed(monitor, 1, 1e5, 1));
        assertWarning(0, "above the bound", "update 1");
    }

    @Test
    void aRecoveredStateThatIsEnteredAgainWarnsAgain() {
        LatentMonitor monitor = monitor();
        feed(monitor, 110, 1, 1);
        assertEquals(LatentHealth.EXPLODED, feed(monitor, 1, 1e6, 1));
        while (monitor.state().updatesWithinBounds() < LatentMonitor.RECOVERY_UPDATES - 1) {
            assertEquals(LatentHealth.EXPLODED, feed(monitor, 1, 2, 1));
        }
        // A relapse starts the count again.
        assertEquals(LatentHealth.EXPLODED, feed(monitor, 1, 1e6, 1));
        assertEquals(0, monitor.state().updatesWithinBounds());
        assertEquals(1, warnings.size());
        // Coming back is no collapse.
        assertEquals(LatentHealth.HEALTHY, feed(monitor, 300, 2, 1));
        assertEquals(1, warnings.size());
        assertEquals(LatentHealth.COLLAPSED, feed(monitor, 150, 1e-3, 1));
        assertEquals(LatentHealth.EXPLODED, feed(monitor, 1, 1e6, 1));
        assertEquals(3, warnings.size());
    }

    @Test
    void comingBackFromACollapseInTheWarmUpIsNoExplosion() {
        LatentMonitor monitor = monitor();
        assertEquals(LatentHealth.COLLAPSED, feed(monitor, 110, 1e-6, 1));
        assertEquals(LatentHealth.HEALTHY, feed(monitor, 50, 5, 1));
        assertEquals(1, warnings.size());
    }

    @Test
    void theStatisticsAreSmoothedBeforeTheyAreJudged() {
        LatentMonitor monitor = monitor();
        LatentBatch first = batch(1, 1);
        LatentBatch second = batch(7, 1);
        monitor.update(first);
        monitor.update(second);
        double a = LatentStatistics.of(first).scale();
        double b = LatentStatistics.of(second).scale();
        assertEquals(
                Math.sqrt(LatentMonitor.DECAY * a * a + (1 - LatentMonitor.DECAY) * b * b),
                monitor.state().statistics().scale(),
                1e-12);
        // A single outlier of a thousandth of the scale is no collapse.
        feed(monitor, 110, 1, 1);
        assertEquals(LatentHealth.HEALTHY, feed(monitor, 1, 1e-3, 1));
    }

    /** The state as a checkpoint gives it back. */
    private static LatentMonitor.State saved(LatentMonitor monitor) {
        return new Checkpoint(Checkpoint.Progress.START)
                .addValue("monitor", monitor.state())
                .value("monitor", LatentMonitor.State.class);
    }

    /** Through warm-up, collapse, recovery and explosion: after each update another monitor resumes the same way. */
    @Test
    void resumesExactly() {
        LatentMonitor whole = monitor();
        LatentMonitor pieces = whole;
        List<String> other = new ArrayList<>();
        for (double scale : new double[] {1, 1e-4, 1, 1e6, 1}) {
            for (int i = 0; i < 130; i++) {
                LatentBatch batch = batch(scale, 1);
                LatentMonitor next = monitor(other);
                next.restore(saved(pieces));
                pieces = next;
                assertEquals(whole.update(batch), pieces.update(batch));
                assertEquals(whole.state(), pieces.state());
            }
        }
        assertEquals(2, warnings.size(), "the case is of interest");
        assertEquals(warnings, other);
    }

    @Test
    void aMonitorThatHasSeenNothingResumesToo() {
        LatentMonitor next = monitor();
        next.restore(saved(monitor()));
        assertNull(next.state().statistics());
        assertEquals(LatentHealth.HEALTHY, next.update(LatentBatch.of(new double[][] {{1, 2}}, new int[] {0}, 1)));
        next.restore(saved(next));
        assertTrue(Double.isNaN(next.state().statistics().separation()));
    }
}
