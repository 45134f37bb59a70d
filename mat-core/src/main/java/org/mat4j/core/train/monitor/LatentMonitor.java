package org.mat4j.core.train.monitor;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.mat4j.core.method.mixture.LatentBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the latent after each update and warns once when it collapses or explodes. Not thread-safe.
 *
 * <p>Why: taken literally the information regularizer (arXiv:1807.05832, section III-D) pulls with Sigma^-1 (z - mu),
 * which grows as the latent shrinks, so the whole latent can shrink to a point before the classes separate; a latent
 * without bounds can escape a smoothness that is measured in its own covariance by growing.
 *
 * <p>The statistics of the batches are smoothed by an exponential moving average, and of those:
 *
 * <ul>
 *   <li>COLLAPSED, after the warm-up: the scale is below a fraction of the largest one so far (those of an explosion do
 *       not count) or below an absolute bound, or the separation of the classes is below its bound;
 *   <li>EXPLODED: the scale is above an absolute bound, even in the warm-up; or above a factor times the reference, the
 *       largest scale up to the first update after the warm-up. If the latent is collapsed then, the reference is taken
 *       when it no longer is, so that coming back is no explosion;
 *   <li>HEALTHY otherwise; once in another state, only after a number of updates within bounds, so that a value at the
 *       edge of its bound does not warn over and over.
 * </ul>
 *
 * <p>Each entry into COLLAPSED or EXPLODED logs one warning, each recovery one line of information.
 */
public final class LatentMonitor {
    /** First updates that are not judged but for {@link #EXPLOSION_SCALE}. */
    static final int WARM_UP_UPDATES = 100;

    /** Weight of the old value in the moving average of the statistics. */
    static final double DECAY = 0.9;

    /** Collapsed is a scale below this fraction of the largest one so far. */
    static final double COLLAPSE_FRACTION = 1e-2;

    /** Collapsed is a scale below this, in latent units. */
    static final double COLLAPSE_SCALE = 1e-4;

    /** Collapsed is a separation of the classes below this. */
    static final double SMALLEST_SEPARATION = 0.05;

    /** Exploded is a scale above this factor times the scale after the warm-up. */
    static final double EXPLOSION_FACTOR = 100;

    /** Exploded is a scale above this, in latent units. */
    static final double EXPLOSION_SCALE = 1e4;

    /** How many updates in a row must be within bounds until the latent counts as recovered. */
    static final int RECOVERY_UPDATES = 20;

    private static final Logger LOG = LoggerFactory.getLogger(LatentMonitor.class);

    private final Function<LatentHealth, String> advice;
    private final Consumer<String> warnings;
    private LatentStatistics statistics;
    private long updates;
    private double largestScale;
    private double referenceScale = Double.NaN;
    private int updatesWithinBounds;
    private LatentHealth health = LatentHealth.HEALTHY;

    /**
     * What a monitor has seen so far.
     *
     * @param updates batches taken in
     * @param largestScale the largest one so far, those of an explosion left out
     * @param referenceScale the largest one after the warm-up; NaN while there is none
     * @param updatesWithinBounds since it was last out of them
     * @param health after the last update; HEALTHY before the first
     * @param statistics smoothed; null before the first update
     */
    public record State(
            long updates,
            double largestScale,
            double referenceScale,
            int updatesWithinBounds,
            LatentHealth health,
            LatentStatistics statistics) {}

    /**
     * A monitor that has seen nothing.
     *
     * @param advice a sentence on what to do, for a warning of COLLAPSED or EXPLODED
     */
    public LatentMonitor(Function<LatentHealth, String> advice) {
        this(advice, LOG::warn);
    }

    LatentMonitor(Function<LatentHealth, String> advice, Consumer<String> warnings) {
        this.advice = Objects.requireNonNull(advice, "advice");
        this.warnings = warnings;
    }

    /**
     * Takes in a batch.
     *
     * @return the health after it
     * @throws IllegalArgumentException if the latents are so large that their squares overflow
     */
    public LatentHealth update(LatentBatch batch) {
        LatentStatistics next = LatentStatistics.of(batch);
        statistics = statistics == null ? next : statistics.average(next, DECAY);
        updates++;
        String explosion = explosion();
        if (explosion == null) {
            largestScale = Math.max(largestScale, statistics.scale());
        }
        boolean warm = updates > WARM_UP_UPDATES;
        String collapse = warm && explosion == null ? collapse() : null;
        if (warm && explosion == null && collapse == null && Double.isNaN(referenceScale)) {
            referenceScale = largestScale;
        }
        if (explosion != null) {
            enter(LatentHealth.EXPLODED, explosion);
        } else if (collapse != null) {
            enter(LatentHealth.COLLAPSED, collapse);
        } else {
            recover();
        }
        return health;
    }

    /** The reason why the latent counts as exploded, or null. */
    private String explosion() {
        if (statistics.scale() > EXPLOSION_SCALE) {
            return format("its scale is above the bound %.3g", EXPLOSION_SCALE);
        }
        // False while there is no reference.
        if (statistics.scale() > EXPLOSION_FACTOR * referenceScale) {
            return format(
                    "its scale is above %.3g times its size after the warm-up, %.3g", EXPLOSION_FACTOR, referenceScale);
        }
        return null;
    }

    /** The reason why the latent counts as collapsed, or null. */
    private String collapse() {
        if (statistics.scale() < COLLAPSE_SCALE) {
            return format("its scale is below the bound %.3g", COLLAPSE_SCALE);
        }
        if (statistics.scale() < COLLAPSE_FRACTION * largestScale) {
            return format("its scale is below %.3g times the largest so far, %.3g", COLLAPSE_FRACTION, largestScale);
        }
        // False where the separation is not known.
        if (statistics.separation() < SMALLEST_SEPARATION) {
            return format("the separation of its classes is below %.3g", SMALLEST_SEPARATION);
        }
        return null;
    }

    private void enter(LatentHealth next, String reason) {
        updatesWithinBounds = 0;
        if (health != next) {
            health = next;
            warnings.accept(warning(reason));
        }
    }

    private void recover() {
        if (health == LatentHealth.HEALTHY) {
            return;
        }
        updatesWithinBounds++;
        if (updatesWithinBounds >= RECOVERY_UPDATES) {
            LOG.info("The latent has recovered by update {} (it was {}).", updates, health);
            health = LatentHealth.HEALTHY;
            updatesWithinBounds = 0;
        }
    }

    private String warning(String reason) {
        String event = health == LatentHealth.COLLAPSED
                ? " has collapsed (its classes can hardly be told apart, so training will stall near chance)"
                : " has exploded (the loss may become infinite)";
        String figures = format(
                "scale %.3g, within-class spread %.3g, between-class spread %.3g, separation %.3g",
                statistics.scale(),
                statistics.withinClassSpread(),
                statistics.betweenClassSpread(),
                statistics.separation());
        return "The latent" + event + " at update " + updates + ": " + reason + " (" + figures + "). "
                + advice.apply(health);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** What this monitor has seen. */
    public State state() {
        return new State(updates, largestScale, referenceScale, updatesWithinBounds, health, statistics);
    }

    /** Resumes where another monitor stood, without repeating its warnings. */
    public void restore(State state) {
        updates = state.updates();
        largestScale = state.largestScale();
        referenceScale = state.referenceScale();
        updatesWithinBounds = state.updatesWithinBounds();
        health = state.health();
        statistics = state.statistics();
    }
}
