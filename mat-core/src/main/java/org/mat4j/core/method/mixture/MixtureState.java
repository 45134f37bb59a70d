package org.mat4j.core.method.mixture;

import java.util.Arrays;
import org.mat4j.core.check.Checks;

/**
 * What the estimation has accumulated, before ridge and shrinkage. Mutable arrays: an owner copies before it shares.
 *
 * <p>The covariance of a class is packed by type: FULL row by row (D * D values, symmetric), DIAGONAL the variances
 * (D), IDENTITY nothing (0).
 */
final class MixtureState {
    final MixtureConfig config;
    final CovarianceType type;
    final int latentSize;
    final double[][] means;
    final double[][] covariances;
    final boolean[] meanSeen;
    final boolean[] covarianceSeen;

    /** The state before the first batch: means of 0, covariances of the identity, nothing seen. */
    MixtureState(MixtureConfig config, int classCount, int latentSize) {
        Checks.require(classCount >= 1, "class count of the mixture", classCount, "at least 1");
        Checks.require(latentSize >= 1, "latent size of the mixture", latentSize, "at least 1");
        this.config = config;
        this.latentSize = latentSize;
        type = config.covarianceType().forLatentSize(latentSize);
        long values = (type == CovarianceType.FULL ? (long) latentSize : 1L) * latentSize * classCount;
        Checks.require(
                values <= Integer.MAX_VALUE,
                "number of values of the " + type + " covariances",
                values,
                "at most " + Integer.MAX_VALUE + "; take DIAGONAL or a smaller latent");
        means = new double[classCount][latentSize];
        covariances = new double[classCount][packedSize()];
        for (double[] covariance : covariances) {
            for (int i = 0; i < latentSize && type != CovarianceType.IDENTITY; i++) {
                covariance[packedDiagonal(i)] = 1;
            }
        }
        meanSeen = new boolean[classCount];
        covarianceSeen = new boolean[classCount];
    }

    private MixtureState(MixtureState other) {
        config = other.config;
        type = other.type;
        latentSize = other.latentSize;
        means = deepCopy(other.means);
        covariances = deepCopy(other.covariances);
        meanSeen = other.meanSeen.clone();
        covarianceSeen = other.covarianceSeen.clone();
    }

    static double[][] deepCopy(double[][] rows) {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }

    MixtureState copy() {
        return new MixtureState(this);
    }

    int classCount() {
        return means.length;
    }

    int packedSize() {
        return switch (type) {
            case FULL -> latentSize * latentSize;
            case DIAGONAL -> latentSize;
            default -> 0;
        };
    }

    /** The place of variance i in a packed covariance that is not IDENTITY. */
    int packedDiagonal(int i) {
        return type == CovarianceType.FULL ? i * latentSize + i : i;
    }

    /**
     * Factors the covariance in use, (1 - rho) (Sigma + ridge I) + rho I.
     *
     * @throws IllegalStateException if it is not positive definite
     */
    CovarianceFactor factor(int k) {
        double rho = config.shrinkage();
        // At rho = 1 the identity is exact, whatever has been estimated.
        boolean identity = type == CovarianceType.IDENTITY || rho == 1;
        double[] effective = identity ? new double[latentSize] : covariances[k].clone();
        for (int i = 0; i < effective.length; i++) {
            effective[i] = identity ? 1 : effective[i] * (1 - rho);
        }
        for (int i = 0; i < latentSize && !identity; i++) {
            effective[packedDiagonal(i)] += (1 - rho) * config.ridge() + rho;
        }
        try {
            return identity || type == CovarianceType.DIAGONAL
                    ? new DiagonalFactor(effective)
                    : new FullFactor(unpack(effective));
        } catch (NotPositiveDefinite e) {
            throw new IllegalStateException(
                    "the covariance of class " + k + " (latent size " + latentSize + ", " + type
                            + ") is not positive definite: " + e.getMessage() + "; raise the ridge (now "
                            + config.ridge() + ") or the shrinkage (now " + rho + ")",
                    e);
        }
    }

    private double[][] unpack(double[] packed) {
        double[][] matrix = new double[latentSize][];
        for (int i = 0; i < latentSize; i++) {
            matrix[i] = Arrays.copyOfRange(packed, i * latentSize, (i + 1) * latentSize);
        }
        return matrix;
    }
}
