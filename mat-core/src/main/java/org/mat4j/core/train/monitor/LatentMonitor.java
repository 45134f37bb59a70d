package org.mat4j.core.train.monitor;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.mat4j.core.method.mixture.LatentBatch;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
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
    private LatentMoments moments;
    private long updates;
    private double largestScale;
    private double referenceScale = Double.NaN;
    private int updatesWithinBounds;
    private LatentHealth health = LatentHealth.HEALTHY;
    private String lastWarning;

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
        LatentMoments next = LatentMoments.of(batch);
        moments = moments == null ? next : moments.average(next, DECAY);
        updates++;
        LatentStatistics statistics = moments.statistics();
        String explosion = explosion(statistics);
        if (explosion == null) {
            largestScale = Math.max(largestScale, statistics.scale());
        }
        boolean warm = updates > WARM_UP_UPDATES;
        String collapse = warm && explosion == null ? collapse(statistics) : null;
        if (warm && explosion == null && collapse == null && Double.isNaN(referenceScale)) {
            referenceScale = largestScale;
        }
        if (explosion != null) {
            enter(LatentHealth.EXPLODED, statistics, explosion);
        } else if (collapse != null) {
            enter(LatentHealth.COLLAPSED, statistics, collapse);
        } else {
            recover();
        }
        return health;
    }

    /** The reason why the latent counts as exploded, or null. */
    private String explosion(LatentStatistics statistics) {
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
    private String collapse(LatentStatistics statistics) {
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

    private void enter(LatentHealth next, LatentStatistics statistics, String reason) {
        updatesWithinBounds = 0;
        if (health != next) {
            health = next;
            lastWarning = warning(next, statistics, reason);
            warnings.accept(lastWarning);
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

    private String warning(LatentHealth next, LatentStatistics statistics, String reason) {
        String event = next == LatentHealth.COLLAPSED
                ? " has collapsed (its classes can hardly be told apart, so training will stall near chance)"
                : " has exploded (the loss may become infinite)";
        return "The latent" + event + " at update " + updates + ": " + reason + " (" + figures(statistics) + "). "
                + advice.apply(next);
    }

    private static String figures(LatentStatistics statistics) {
        return format(
                "scale %.3g, within-class spread %.3g, between-class spread %.3g, separation %.3g",
                statistics.scale(),
                statistics.withinClassSpread(),
                statistics.betweenClassSpread(),
                statistics.separation());
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** The health after the last update; HEALTHY before the first. */
    public LatentHealth health() {
        return health;
    }

    /** The smoothed statistics; empty before the first update. */
    public Optional<LatentStatistics> statistics() {
        return Optional.ofNullable(moments).map(LatentMoments::statistics);
    }

    /** The text of the last warning; empty if there was none. */
    public Optional<String> lastWarning() {
        return Optional.ofNullable(lastWarning);
    }

    /** What this monitor has seen, as JSON, which {@link #restore} reads back exactly. */
    public ObjectNode toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("updates", updates);
        node.put("largestScale", largestScale);
        put(node, "referenceScale", referenceScale);
        node.put("updatesWithinBounds", updatesWithinBounds);
        node.put("health", health.name());
        if (lastWarning != null) {
            node.put("lastWarning", lastWarning);
        }
        if (moments != null) {
            ObjectNode squares = node.putObject("moments");
            put(squares, "total", moments.total());
            put(squares, "within", moments.within());
            put(squares, "between", moments.between());
        }
        return node;
    }

    /** JSON has no NaN: what is not known is left out. */
    private static void put(ObjectNode node, String name, double value) {
        if (!Double.isNaN(value)) {
            node.put(name, value);
        }
    }

    /** Resumes where another monitor stood, without repeating its warnings. */
    public void restore(JsonNode node) {
        updates = node.path("updates").asLong();
        largestScale = node.path("largestScale").asDouble();
        referenceScale = node.path("referenceScale").asDouble(Double.NaN);
        updatesWithinBounds = node.path("updatesWithinBounds").asInt();
        health = LatentHealth.valueOf(node.path("health").asText());
        lastWarning = node.hasNonNull("lastWarning") ? node.path("lastWarning").asText() : null;
        JsonNode squares = node.path("moments");
        moments = squares.isMissingNode()
                ? null
                : new LatentMoments(
                        squares.path("total").asDouble(Double.NaN),
                        squares.path("within").asDouble(Double.NaN),
                        squares.path("between").asDouble(Double.NaN));
    }
}
