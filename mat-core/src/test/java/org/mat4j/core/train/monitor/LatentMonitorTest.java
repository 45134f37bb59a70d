package org.mat4j.core.train.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mat4j.core.method.mixture.LatentBatch;
import org.mat4j.core.testing.check.Naive;

class LatentMonitorTest {
    private static final int[] LABELS = Naive.labels(40, 4);

    private final List<String> warnings = new ArrayList<>();
    private final Random random = new Random(8);

    /** Not smoothed, so that a test says what the monitor sees. */
    private static LatentMonitorConfig.Builder config() {
        return LatentMonitorConfig.builder().warmUpUpdates(3).decay(0).recoveryUpdates(2);
    }

    private LatentMonitor monitor(LatentMonitorConfig.Builder config) {
        return new LatentMonitor(config.build(), warnings::add);
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

    private LatentHealth feed(LatentMonitor monitor, int updates, double scale, double separation) {
        for (int i = 0; i < updates; i++) {
            monitor.update(latents(scale, separation), LABELS);
        }
        return monitor.health();
    }

    @Test
    void aHealthyLatentIsSilent() {
        LatentMonitor monitor = new LatentMonitor(LatentMonitorConfig.defaults(), warnings::add);
        assertEquals(Optional.empty(), monitor.statistics());
        assertEquals(LatentHealth.HEALTHY, feed(monitor, 150, 3, 1));
        assertEquals(LatentHealth.HEALTHY, feed(monitor, 150, 30, 1));
        assertEquals(List.of(), warnings);
        assertEquals(Optional.empty(), monitor.lastWarning());
    }

    @Test
    void theScaleFallingFarBelowItsLargestIsACollapseWarnedOfOnce() {
        LatentMonitor monitor = monitor(config());
        assertEquals(LatentHealth.HEALTHY, feed(monitor, 5, 1, 1));
        assertEquals(LatentHealth.HEALTHY, feed(monitor, 1, 0.02, 1));
        assertEquals(LatentHealth.COLLAPSED, feed(monitor, 10, 0.005, 1));
        assertEquals(1, warnings.size());
        String warning = warnings.get(0);
        assertTrue(
                warning.startsWith("The latent has collapsed at update 7: its scale is below 0.0100 times the"),
                warning);
        assertTrue(warning.contains("within-class spread 0.000"), warning);
        assertTrue(warning.contains("training will stall"), warning);
        assertTrue(warning.contains("Lower lambda, raise the mixture's shrinkage, or use the normalized"), warning);
        assertEquals(Optional.of(warning), monitor.lastWarning());
    }

    @Test
    void anAbsolutelySmallScaleIsACollapse() {
        LatentMonitor monitor = monitor(config());
        assertEquals(LatentHealth.HEALTHY, feed(monitor, 3, 1e-5, 1));
        assertEquals(LatentHealth.COLLAPSED, feed(monitor, 1, 1e-5, 1));
        assertTrue(warnings.get(0).contains("its scale is below the bound 0.000100"), warnings.get(0));
    }

    @Test
    void classesThatCannotBeToldApartAreACollapse() {
        // With the default smoothing: a single small batch cannot show it.
        LatentMonitor monitor = monitor(LatentMonitorConfig.builder());
        assertEquals(LatentHealth.HEALTHY, feed(monitor, 100, 1, 0));
        assertEquals(LatentHealth.COLLAPSED, feed(monitor, 100, 1, 0));
        assertTrue(warnings.get(0).contains("the separation of its classes is below 0.0500"), warnings.get(0));
    }

    @Test
    void oneExampleAClassLeavesTheSeparationUndecided() {
        LatentMonitor monitor = monitor(config());
        for (int i = 0; i < 10; i++) {
            monitor.update(new double[][] {{random.nextGaussian()}, {random.nextGaussian()}}, new int[] {0, 1});
        }
        assertEquals(Double.NaN, monitor.statistics().orElseThrow().separation());
        assertEquals(LatentHealth.HEALTHY, monitor.health());
    }

    @Test
    void growingFarBeyondTheScaleAfterTheWarmUpIsAnExplosion() {
        LatentMonitor monitor = monitor(config());
        feed(monitor, 5, 1, 1);
        assertEquals(LatentHealth.HEALTHY, feed(monitor, 1, 90, 1));
        assertEquals(LatentHealth.EXPLODED, feed(monitor, 5, 200, 1));
        assertEquals(1, warnings.size());
        String warning = warnings.get(0);
        assertTrue(warning.startsWith("The latent has exploded at update 7: its scale is above 100 times"), warning);
        assertTrue(warning.contains("no longer regularizes"), warning);
        assertTrue(warning.endsWith("Lower beta or epsilon."), warning);
    }

    @Test
    void theAbsoluteBoundHoldsInTheWarmUpToo() {
        LatentMonitor monitor = monitor(config());
        assertEquals(LatentHealth.EXPLODED, feed(monitor, 1, 1e5, 1));
        assertTrue(warnings.get(0).contains("above the bound"), warnings.get(0));
    }

    @Test
    void aRecoveredStateThatIsEnteredAgainWarnsAgain() {
        LatentMonitor monitor = monitor(config());
        feed(monitor, 5, 1, 1);
        assertEquals(LatentHealth.COLLAPSED, feed(monitor, 2, 1e-3, 1));
        // One good update is no recovery, and a relapse starts the count again.
        assertEquals(LatentHealth.COLLAPSED, feed(monitor, 1, 1, 1));
        assertEquals(LatentHealth.COLLAPSED, feed(monitor, 1, 1e-3, 1));
        assertEquals(LatentHealth.COLLAPSED, feed(monitor, 1, 1, 1));
        assertEquals(LatentHealth.HEALTHY, feed(monitor, 1, 1, 1));
        assertEquals(1, warnings.size());
        assertEquals(LatentHealth.COLLAPSED, feed(monitor, 3, 1e-3, 1));
        assertEquals(2, warnings.size());
        assertEquals(LatentHealth.EXPLODED, feed(monitor, 3, 1e3, 1));
        assertEquals(3, warnings.size());
    }

    @Test
    void comingBackFromAnExplosionIsNoCollapse() {
        LatentMonitor monitor = monitor(config());
        feed(monitor, 5, 1, 1);
        assertEquals(LatentHealth.EXPLODED, feed(monitor, 3, 1e6, 1));
        assertEquals(LatentHealth.HEALTHY, feed(monitor, 2, 1, 1));
    }

    @Test
    void comingBackFromACollapseInTheWarmUpIsNoExplosion() {
        LatentMonitor monitor = monitor(config());
        assertEquals(LatentHealth.COLLAPSED, feed(monitor, 6, 1e-6, 1));
        assertEquals(LatentHealth.HEALTHY, feed(monitor, 2, 5, 1));
        assertEquals(1, warnings.size());
    }

    @Test
    void theStatisticsAreSmoothedBeforeTheyAreJudged() {
        LatentMonitor monitor = monitor(config().decay(0.9));
        double[][] first = latents(1, 1);
        double[][] second = latents(7, 1);
        monitor.update(first, LABELS);
        monitor.update(second, LABELS);
        double a = LatentStatistics.of(LatentBatch.of(first, LABELS, 4)).scale();
        double b = LatentStatistics.of(LatentBatch.of(second, LABELS, 4)).scale();
        assertEquals(
                Math.sqrt(0.9 * a * a + 0.1 * b * b),
                monitor.statistics().orElseThrow().scale(),
                1e-12);
        // A single outlier of a thousandth of the scale is no collapse.
        feed(monitor, 5, 1, 1);
        assertEquals(LatentHealth.HEALTHY, feed(monitor, 1, 1e-3, 1));
    }

    @Test
    void refusesBadBatches() {
        LatentMonitor monitor = monitor(config());
        assertThrows(IllegalArgumentException.class, () -> monitor.update(new double[2][2], new int[3]));
        assertThrows(IllegalArgumentException.class, () -> monitor.update(new double[1][2], new int[] {-1}));
        assertThrows(IllegalArgumentException.class, () -> monitor.update(new double[][] {{Double.NaN}}, new int[1]));
    }

    @Test
    void refusesBadConfigurations() {
        assertRefused("monitor warmUpUpdates is -1, expected at least 0", config().warmUpUpdates(-1));
        assertRefused("monitor decay is 1.0, expected a number in [0, 1)", config().decay(1));
        assertRefused("monitor collapseFraction is 1.0, expected a number in [0, 1)", config().collapseFraction(1));
        assertRefused("monitor collapseScale is NaN, expected a number >= 0", config().collapseScale(Double.NaN));
        assertRefused("monitor smallestSeparation is -1.0, expected a number >= 0", config().smallestSeparation(-1));
        assertRefused("monitor explosionFactor is 1.0, expected a number > 1", config().explosionFactor(1));
        assertRefused(
                "monitor explosionScale is 1.0E-5, expected a number above the collapseScale, 1.0E-4",
                config().explosionScale(1e-5));
        assertRefused("monitor recoveryUpdates is 0, expected at least 1", config().recoveryUpdates(0));
    }

    private static void assertRefused(String message, LatentMonitorConfig.Builder builder) {
        Exception e = assertThrows(IllegalArgumentException.class, builder::build);
        assertEquals(message, e.getMessage());
    }

    /** Through warm-up, collapse, recovery and explosion: after each update another monitor goes on the same way. */
    @Test
    void goesOnFromItsJsonExactly() {
        LatentMonitor whole = new LatentMonitor(config().decay(0.01).build(), warnings::add);
        LatentMonitor pieces = whole;
        List<String> other = new ArrayList<>();
        double[] scales = {1, 1, 1, 1, 1, 1e-4, 1e-4, 1e-4, 1e-4, 1, 1, 1, 1, 1e6, 1e6, 1, 1};
        for (double scale : scales) {
            double[][] batch = latents(scale, 1);
            LatentMonitor next = new LatentMonitor(config().decay(0.01).build(), other::add);
            next.restore(pieces.toJson());
            pieces = next;
            assertEquals(whole.update(batch, LABELS), pieces.update(batch, LABELS));
            assertEquals(whole.statistics(), pieces.statistics());
            assertEquals(whole.lastWarning(), pieces.lastWarning());
            assertEquals(whole.toJson().toString(), pieces.toJson().toString());
        }
        assertEquals(2, warnings.size(), "the case is of interest");
        assertEquals(warnings, other);
    }

    @Test
    void aMonitorThatHasSeenNothingGoesOnToo() {
        LatentMonitor monitor = monitor(config());
        LatentMonitor next = monitor(config());
        next.restore(monitor.toJson());
        assertEquals(Optional.empty(), next.statistics());
        assertEquals(LatentHealth.HEALTHY, next.update(new double[][] {{1, 2}}, new int[] {0}));
        next.restore(next.toJson());
        assertTrue(Double.isNaN(next.statistics().orElseThrow().separation()));
    }
}
