package org.mat4j.core.method.mixture;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Objects;
import org.mat4j.core.check.Checks;

/**
 * How the Gaussian mixture of the latent is estimated. Immutable.
 *
 * <p>Where Sigma is the covariance estimated from the latents, the one in use is
 * Sigma_eff = (1 - rho) (Sigma + ridge I) + rho I. The ridge keeps it invertible. The shrinkage rho keeps the
 * information regularizer from collapsing the latent: its pull Sigma^-1 (z - mu) would otherwise grow as the latent
 * shrinks. Source: arXiv:1807.05832, section III-D; ridge, shrinkage and decay are this library's.
 *
 * @param covarianceType the shape of the covariances
 * @param decay the weight in [0, 1) of the old estimate in the exponential moving average; 0 keeps the last batch alone
 * @param ridge what is added to the diagonal of the estimated covariance, at least 0, in squared units of the latent
 * @param shrinkage rho in [0, 1], the shrinkage toward the identity: 1 is the center loss, 0 is maximum likelihood
 */
@RecordBuilder
public record MixtureConfig(CovarianceType covarianceType, double decay, double ridge, double shrinkage)
        implements MixtureConfigBuilder.With {

    /** Checks the values. */
    public MixtureConfig {
        Objects.requireNonNull(covarianceType, "covarianceType");
        Checks.require(decay >= 0 && decay < 1, "mixture decay", decay, "a number in [0, 1)");
        Checks.weight("mixture ridge", ridge);
        Checks.require(shrinkage >= 0 && shrinkage <= 1, "mixture shrinkage", shrinkage, "a number in [0, 1]");
    }

    /** The default configuration. */
    public static MixtureConfig defaults() {
        return new MixtureConfig(CovarianceType.AUTO, 0.9, 1e-2, 0.9);
    }

    /** Starts from the defaults. */
    public static MixtureConfigBuilder builder() {
        return defaults().with();
    }
}
