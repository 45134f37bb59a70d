package org.mat4j.core.train.monitor;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
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
 * <p>The statistics of the batches are smoothed by an exponential moving average, and of those, by
 * {@link LatentMonitorConfig}:
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
    private static final Logger LOG = LoggerFactory.getLogger(LatentMonitor.class);

    private final LatentMonitorConfig config;
    private final Consumer<String> warnings;
    private LatentMoments moments;
    private long updates;
    private double largestScale;
    private double referenceScale = Double.NaN;
    private int updatesWithinBounds;
    private LatentHealth health = LatentHealth.HEALTHY;
    private String lastWarning;

    /** A monitor that has seen nothing. */
    public LatentMonitor(LatentMonitorConfig config) {
        this(config, LOG::warn);
    }

    LatentMonitor(LatentMonitorConfig config, Consumer<String> warnings) {
        this.config = Objects.requireNonNull(config, "config");
        this.warnings = warnings;
    }

    /**
     * Takes in a batch.
     *
     * @param latents [n, D], n at least 1
     * @param labels [n], class indices from 0
     * @return the health after it
     * @throws IllegalArgumentException if the shapes do not match, a latent is not finite or so large that its square
     *     overflows, or a label is negative
     */
    public LatentHealth update(double[][] latents, int[] labels) {
        int classCount = 1;
        for (int label : labels) {
            classCount = Math.max(classCount, label + 1);
        }
        return update(LatentBatch.of(latents, labels, classCount));
    }

    /**
     * Takes in a batch.
     *
     * @return the health after it
     * @throws IllegalArgumentException if the latents are so large that their squares overflow
     */
    public LatentHealth update(LatentBatch batch) {
        LatentMoments next = LatentMoments.of(batch);
        moments = moments == null ? next : moments.average(next, config.decay());
        updates++;
        LatentStatistics statistics = moments.statistics();
        String explosion = explosion(statistics);
        if (explosion == null) {
            largestScale = Math.max(largestScale, statistics.scale());
        }
        boolean warm = updates > config.warmUpUpdates();
        String collapse = warm && explosion == null ? collapse(statistics) : null;
        if (warm && explosion == null && collapse == null && Double.isNaN(referenceScale)) {
            referenceScale = largestScale;
        }
        if (explosion != null) {
            enter(LatentHealth.EXPLODED, explosionWarning(statistics, explosion));
        } else if (collapse != null) {
            enter(LatentHealth.COLLAPSED, collapseWarning(statistics, collapse));
        } else {
            recover();
        }
        return health;
    }

    /** The reason why the latent counts as exploded, or null. */
    private String explosion(LatentStatistics statistics) {
        if (statistics.scale() > config.explosionScale()) {
            return format("above the bound %.3g", config.explosionScale());
        }
        // False while there is no reference.
        if (statistics.scale() > config.explosionFactor() * referenceScale) {
            return format(
                    "above %.3g times its size after the warm-up, %.3g", config.explosionFactor(), referenceScale);
        }
        return null;
    }

    /** The reason why the latent counts as collapsed, or null. */
    private String collapse(LatentStatistics statistics) {
        if (statistics.scale() < config.collapseScale()) {
            return format("its scale is below the bound %.3g", config.collapseScale());
        }
        if (statistics.scale() < config.collapseFraction() * largestScale) {
            return format(
                    "its scale is below %.3g times the largest so far, %.3g", config.collapseFraction(), largestScale);
        }
        // False where the separation is not known.
        if (statistics.separation() < config.smallestSeparation()) {
            return format("the separation of its classes is below %.3g", config.smallestSeparation());
        }
        return null;
    }

    private void enter(LatentHealth next, String warning) {
        updatesWithinBounds = 0;
        if (health != next) {
            health = next;
            lastWarning = warning;
            warnings.accept(warning);
        }
    }

    private void recover() {
        if (health == LatentHealth.HEALTHY) {
            return;
        }
        updatesWithinBounds++;
        if (updatesWithinBounds >= config.recoveryUpdates()) {
            LOG.info("The latent has recovered by update {} (it was {}).", updates, health);
            health = LatentHealth.HEALTHY;
            updatesWithinBounds = 0;
        }
    }

    private String collapseWarning(LatentStatistics statistics, String reason) {
        return "The latent has collapsed at update " + updates + ": " + reason + " (" + figures(statistics)
                + "). Its classes can hardly be told apart, so training will stall near chance. Lower lambda, raise the"
                + " mixture's shrinkage, or use the normalized information regularizer.";
    }

    private String explosionWarning(LatentStatistics statistics, String reason) {
        return "The latent has exploded at update " + updates + ": its scale is " + reason + " (" + figures(statistics)
                + "). It escapes the manifold smoothness by growing, so that term no longer regularizes and the loss"
                + " may become infinite. Lower beta or epsilon.";
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

    /** What this monitor has seen, as JSON, without its configuration; {@link #restore} reads it back exactly. */
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

    /** Goes on from where another monitor of the same configuration stood, without repeating its warnings. */
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
