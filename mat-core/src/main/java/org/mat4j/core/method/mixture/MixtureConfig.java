package org.mat4j.core.method.mixture;

import java.util.Objects;
import java.util.Optional;
import org.mat4j.core.check.Checks;

/**
 * How the Gaussian mixture of the latent is estimated. Immutable.
 *
 * <p>Where Sigma is the covariance estimated from the latents, the one in use is
 * Sigma_eff = (1 - rho) (Sigma + ridge I) + rho I. The ridge keeps it invertible. The shrinkage rho keeps the
 * information regularizer from collapsing the latent: its pull Sigma^-1 (z - mu) would otherwise grow as the latent
 * shrinks. Source: arXiv:1807.05832, section III-D; ridge, shrinkage and decay are this library's.
 */
public final class MixtureConfig {
    /** The default of {@link #decay()}. */
    public static final double DEFAULT_DECAY = 0.9;

    /** The default of {@link #ridge()}. */
    public static final double DEFAULT_RIDGE = 1e-2;

    /** The default of {@link #shrinkage()}. */
    public static final double DEFAULT_SHRINKAGE = 0.5;

    private final CovarianceType covarianceType;
    private final double decay;
    private final double ridge;
    private final double shrinkage;

    private MixtureConfig(Builder builder) {
        covarianceType = builder.covarianceType;
        decay = builder.decay;
        ridge = builder.ridge;
        shrinkage = builder.shrinkage;
    }

    /** A builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The default configuration. */
    public static MixtureConfig defaults() {
        return builder().build();
    }

    /** The covariance type; empty means by latent size, see {@link #covarianceTypeFor}. */
    public Optional<CovarianceType> covarianceType() {
        return Optional.ofNullable(covarianceType);
    }

    /**
     * The covariance type in force for a latent size.
     *
     * @param latentSize D, at least 1
     * @return the configured type, or {@link CovarianceType#forLatentSize} where none is configured
     */
    public CovarianceType covarianceTypeFor(int latentSize) {
        return covarianceType().orElseGet(() -> CovarianceType.forLatentSize(latentSize));
    }

    /** The weight in [0, 1) of the old estimate in the exponential moving average; 0 keeps the last batch alone. */
    public double decay() {
        return decay;
    }

    /** What is added to the diagonal of the estimated covariance, at least 0, in squared latent units. */
    public double ridge() {
        return ridge;
    }

    /** Rho in [0, 1], the shrinkage toward the identity: 1 is the center loss, 0 is maximum likelihood. */
    public double shrinkage() {
        return shrinkage;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MixtureConfig
                && covarianceType == ((MixtureConfig) other).covarianceType
                && decay == ((MixtureConfig) other).decay
                && ridge == ((MixtureConfig) other).ridge
                && shrinkage == ((MixtureConfig) other).shrinkage;
    }

    @Override
    public int hashCode() {
        return Objects.hash(covarianceType, decay, ridge, shrinkage);
    }

    @Override
    public String toString() {
        return "MixtureConfig[covarianceType="
                + (covarianceType == null ? "by latent size" : covarianceType)
                + ", decay=" + decay + ", ridge=" + ridge + ", shrinkage=" + shrinkage + "]";
    }

    /** Builds a {@link MixtureConfig}. */
    public static final class Builder {
        private CovarianceType covarianceType;
        private double decay = DEFAULT_DECAY;
        private double ridge = DEFAULT_RIDGE;
        private double shrinkage = DEFAULT_SHRINKAGE;

        private Builder() {}

        /** Sets the covariance type; without this call it goes by latent size. */
        public Builder covarianceType(CovarianceType covarianceType) {
            this.covarianceType = Objects.requireNonNull(covarianceType, "covarianceType");
            return this;
        }

        /** Sets {@link MixtureConfig#decay()}. */
        public Builder decay(double decay) {
            this.decay = decay;
            return this;
        }

        /** Sets {@link MixtureConfig#ridge()}. */
        public Builder ridge(double ridge) {
            this.ridge = ridge;
            return this;
        }

        /** Sets {@link MixtureConfig#shrinkage()}. */
        public Builder shrinkage(double shrinkage) {
            this.shrinkage = shrinkage;
            return this;
        }

        /**
         * Validates and builds.
         *
         * @throws IllegalArgumentException if a value is out of its range
         */
        public MixtureConfig build() {
            // Written so that a NaN fails too.
            Checks.require(decay >= 0 && decay < 1, "mixture decay", decay, "a number in [0, 1)");
            Checks.require(
                    ridge >= 0 && ridge < Double.POSITIVE_INFINITY, "mixture ridge", ridge, "a finite number >= 0");
            Checks.require(shrinkage >= 0 && shrinkage <= 1, "mixture shrinkage", shrinkage, "a number in [0, 1]");
            return new MixtureConfig(this);
        }
    }
}
