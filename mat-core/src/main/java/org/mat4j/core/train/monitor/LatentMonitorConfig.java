package org.mat4j.core.train.monitor;

import org.mat4j.core.check.Checks;

/** When {@link LatentMonitor} calls the latent collapsed or exploded. Immutable. Lengths are in latent units. */
public final class LatentMonitorConfig {
    /** The default of {@link #warmUpUpdates()}. */
    public static final int DEFAULT_WARM_UP_UPDATES = 100;

    /** The default of {@link #decay()}. */
    public static final double DEFAULT_DECAY = 0.9;

    /** The default of {@link #collapseFraction()}. */
    public static final double DEFAULT_COLLAPSE_FRACTION = 1e-2;

    /** The default of {@link #collapseScale()}. */
    public static final double DEFAULT_COLLAPSE_SCALE = 1e-4;

    /** The default of {@link #smallestSeparation()}. */
    public static final double DEFAULT_SMALLEST_SEPARATION = 0.05;

    /** The default of {@link #explosionFactor()}. */
    public static final double DEFAULT_EXPLOSION_FACTOR = 100;

    /** The default of {@link #explosionScale()}. */
    public static final double DEFAULT_EXPLOSION_SCALE = 1e4;

    /** The default of {@link #recoveryUpdates()}. */
    public static final int DEFAULT_RECOVERY_UPDATES = 20;

    private final int warmUpUpdates;
    private final double decay;
    private final double collapseFraction;
    private final double collapseScale;
    private final double smallestSeparation;
    private final double explosionFactor;
    private final double explosionScale;
    private final int recoveryUpdates;

    private LatentMonitorConfig(Builder builder) {
        warmUpUpdates = builder.warmUpUpdates;
        decay = builder.decay;
        collapseFraction = builder.collapseFraction;
        collapseScale = builder.collapseScale;
        smallestSeparation = builder.smallestSeparation;
        explosionFactor = builder.explosionFactor;
        explosionScale = builder.explosionScale;
        recoveryUpdates = builder.recoveryUpdates;
    }

    /** A builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The default configuration. */
    public static LatentMonitorConfig defaults() {
        return builder().build();
    }

    /** The number of first updates, at least 0, that are not judged but for {@link #explosionScale()}. */
    public int warmUpUpdates() {
        return warmUpUpdates;
    }

    /** The weight in [0, 1) of the old value in the exponential moving average of the statistics. */
    public double decay() {
        return decay;
    }

    /** Collapsed is a scale below this fraction, in [0, 1), of the largest one so far; 0 turns the test off. */
    public double collapseFraction() {
        return collapseFraction;
    }

    /** Collapsed is a scale below this, at least 0; 0 turns the test off. */
    public double collapseScale() {
        return collapseScale;
    }

    /** Collapsed is a separation of the classes below this, at least 0; 0 turns the test off. */
    public double smallestSeparation() {
        return smallestSeparation;
    }

    /** Exploded is a scale above this factor, more than 1, times the scale after the warm-up. */
    public double explosionFactor() {
        return explosionFactor;
    }

    /** Exploded is a scale above this, more than {@link #collapseScale()}; infinity turns the test off. */
    public double explosionScale() {
        return explosionScale;
    }

    /** How many updates in a row, at least 1, must be within bounds until the latent counts as recovered. */
    public int recoveryUpdates() {
        return recoveryUpdates;
    }

    /** Builds a {@link LatentMonitorConfig}. */
    public static final class Builder {
        private int warmUpUpdates = DEFAULT_WARM_UP_UPDATES;
        private double decay = DEFAULT_DECAY;
        private double collapseFraction = DEFAULT_COLLAPSE_FRACTION;
        private double collapseScale = DEFAULT_COLLAPSE_SCALE;
        private double smallestSeparation = DEFAULT_SMALLEST_SEPARATION;
        private double explosionFactor = DEFAULT_EXPLOSION_FACTOR;
        private double explosionScale = DEFAULT_EXPLOSION_SCALE;
        private int recoveryUpdates = DEFAULT_RECOVERY_UPDATES;

        private Builder() {}

        /** Sets {@link LatentMonitorConfig#warmUpUpdates()}. */
        public Builder warmUpUpdates(int warmUpUpdates) {
            this.warmUpUpdates = warmUpUpdates;
            return this;
        }

        /** Sets {@link LatentMonitorConfig#decay()}. */
        public Builder decay(double decay) {
            this.decay = decay;
            return this;
        }

        /** Sets {@link LatentMonitorConfig#collapseFraction()}. */
        public Builder collapseFraction(double collapseFraction) {
            this.collapseFraction = collapseFraction;
            return this;
        }

        /** Sets {@link LatentMonitorConfig#collapseScale()}. */
        public Builder collapseScale(double collapseScale) {
            this.collapseScale = collapseScale;
            return this;
        }

        /** Sets {@link LatentMonitorConfig#smallestSeparation()}. */
        public Builder smallestSeparation(double smallestSeparation) {
            this.smallestSeparation = smallestSeparation;
            return this;
        }

        /** Sets {@link LatentMonitorConfig#explosionFactor()}. */
        public Builder explosionFactor(double explosionFactor) {
            this.explosionFactor = explosionFactor;
            return this;
        }

        /** Sets {@link LatentMonitorConfig#explosionScale()}. */
        public Builder explosionScale(double explosionScale) {
            this.explosionScale = explosionScale;
            return this;
        }

        /** Sets {@link LatentMonitorConfig#recoveryUpdates()}. */
        public Builder recoveryUpdates(int recoveryUpdates) {
            this.recoveryUpdates = recoveryUpdates;
            return this;
        }

        /**
         * Validates and builds.
         *
         * @throws IllegalArgumentException if a value is out of its range
         */
        public LatentMonitorConfig build() {
            Checks.require(warmUpUpdates >= 0, "monitor warmUpUpdates", warmUpUpdates, "at least 0");
            Checks.require(decay >= 0 && decay < 1, "monitor decay", decay, "a number in [0, 1)");
            Checks.require(
                    collapseFraction >= 0 && collapseFraction < 1,
                    "monitor collapseFraction",
                    collapseFraction,
                    "a number in [0, 1)");
            Checks.require(collapseScale >= 0, "monitor collapseScale", collapseScale, "a number >= 0");
            Checks.require(smallestSeparation >= 0, "monitor smallestSeparation", smallestSeparation, "a number >= 0");
            Checks.require(explosionFactor > 1, "monitor explosionFactor", explosionFactor, "a number > 1");
            Checks.require(
                    explosionScale > collapseScale,
                    "monitor explosionScale",
                    explosionScale,
                    "a number above the collapseScale, " + collapseScale);
            Checks.require(recoveryUpdates >= 1, "monitor recoveryUpdates", recoveryUpdates, "at least 1");
            return new LatentMonitorConfig(this);
        }
    }
}
