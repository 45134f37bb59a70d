package org.mat4j.core.method.mixture;

import java.util.Arrays;
import java.util.Objects;
import org.mat4j.core.check.Checks;

/**
 * Re-estimates the Gaussian mixture of the latent from the labeled batch after each update. Not thread-safe.
 *
 * <p>For each class of the batch, with the mean and the unbiased covariance (n - 1) of its latents about that mean:
 *
 * <ul>
 *   <li>mu_k = decay mu_k + (1 - decay) batch mean, and so for the covariance;
 *   <li>the first batch that shows the class sets its mean without decay;
 *   <li>the first batch that shows at least two of its examples sets its covariance without decay; until then the
 *       covariance is the identity;
 *   <li>a single example updates the mean alone;
 *   <li>a class that is absent keeps its values: at first the mean 0 and the covariance identity.
 * </ul>
 *
 * <p>Labels that are probabilities count each example w_ik times in class k. With W_k = sum_i w_ik and V_k = sum_i w_ik^2 / W_k
 * the unbiased covariance divides by W_k - V_k, a class has two examples where W_k / V_k is at least 2, and a class of W_k below 1
 * moves by less, with decay^W_k in place of decay.
 *
 * <p>DIAGONAL keeps variances alone, IDENTITY no covariance. Ridge and shrinkage are applied by {@link #snapshot()} and
 * never enter the averages. A batch that is refused changes nothing.
 *
 * <p>Source: arXiv:1807.05832, Algorithm 1, which leaves the averaging open; the rules above are this library's.
 */
public final class MixtureEstimator {
    private final MixtureState state;
    private final double[] batchCovariances;

    private MixtureEstimator(MixtureState state) {
        this.state = state;
        batchCovariances = new double[state.classCount() * state.packedSize()];
    }

    /**
     * An estimator that has seen nothing.
     *
     * @param config how to estimate
     * @param classCount m, at least 1
     * @param latentSize D, at least 1
     * @throws IllegalArgumentException if a size is less than 1, or the covariances have more than 2^31 - 1 values
     */
    public MixtureEstimator(MixtureConfig config, int classCount, int latentSize) {
        this(new MixtureState(Objects.requireNonNull(config, "config"), classCount, latentSize));
    }

    /** An estimator that resumes from a snapshot, with its configuration, exactly as the one that made it would. */
    public static MixtureEstimator resume(GaussianMixture mixture) {
        return new MixtureEstimator(mixture.state().copy());
    }

    /**
     * Takes in a batch.
     *
     * @param latents [n, D], n at least 1
     * @param labels [n], each in 0..m-1
     * @throws IllegalArgumentException as {@link #update(LatentBatch)} and {@link LatentBatch#of(double[][], int[], int)}
     */
    public void update(double[][] latents, int[] labels) {
        update(LatentBatch.of(latents, labels, state.classCount()));
    }

    /**
     * Takes in a batch.
     *
     * @throws IllegalArgumentException if its latent size or class count is not this estimator's, or its latents are so
     *     large that their moments overflow
     */
    public void update(LatentBatch batch) {
        Checks.require(
                batch.latentSize() == state.latentSize,
                "latent size of the batch",
                batch.latentSize(),
                state.latentSize + ", the mixture's");
        Checks.require(
                batch.classCount() == state.classCount(),
                "class count of the labels",
                batch.classCount(),
                state.classCount() + ", the mixture's");
        sumSecondMoments(batch);
        normalizeAndCheck(batch);
        double[] weights = batch.classWeights();
        for (int k = 0; k < weights.length; k++) {
            double decay = weights[k] >= 1 ? state.config.decay() : Math.pow(state.config.decay(), weights[k]);
            if (weights[k] > 0) {
                double keep = state.meanSeen[k] ? decay : 0;
                average(state.means[k], keep, batch.classMeans(), k * state.latentSize);
                state.meanSeen[k] = true;
            }
            if (hasCovariance(batch, k)) {
                double keep = state.covarianceSeen[k] ? decay : 0;
                average(state.covariances[k], keep, batchCovariances, k * state.packedSize());
                state.covarianceSeen[k] = true;
            }
        }
    }

    private static boolean hasCovariance(LatentBatch batch, int k) {
        return batch.classWeights()[k] > 0 && batch.classWeights()[k] >= 2 * batch.meanWeights()[k];
    }

    private static void average(double[] old, double keep, double[] batch, int from) {
        for (int i = 0; i < old.length; i++) {
            old[i] = keep * old[i] + (1 - keep) * batch[from + i];
        }
    }

    /** Sums the products of the deviations from the class means; of FULL the lower triangle alone. */
    private void sumSecondMoments(LatentBatch batch) {
        Arrays.fill(batchCovariances, 0);
        if (state.type == CovarianceType.IDENTITY) {
            return;
        }
        int size = state.latentSize;
        double[] values = batch.values();
        double[] means = batch.classMeans();
        double[] deviation = new double[size];
        batch.forEachWeight((example, k, weight) -> {
            for (int i = 0; i < size; i++) {
                deviation[i] = values[example * size + i] - means[k * size + i];
            }
            int from = k * state.packedSize();
            if (state.type == CovarianceType.DIAGONAL) {
                for (int i = 0; i < size; i++) {
                    batchCovariances[from + i] += weight * deviation[i] * deviation[i];
                }
            } else {
                for (int i = 0; i < size; i++) {
                    for (int j = 0; j <= i; j++) {
                        batchCovariances[from + i * size + j] += weight * deviation[i] * deviation[j];
                    }
                }
            }
        });
    }

    /** Turns the sums into unbiased covariances, FULL mirrored, before anything of the state is changed. */
    private void normalizeAndCheck(LatentBatch batch) {
        int size = state.latentSize;
        int packed = state.packedSize();
        for (int k = 0; k < state.classCount(); k++) {
            for (int i = 0; i < size; i++) {
                checkOverflow(batch.classMeans()[k * size + i], "mean", k);
            }
            if (!hasCovariance(batch, k) || packed == 0) {
                continue;
            }
            int from = k * packed;
            for (int i = 0; i < packed; i++) {
                batchCovariances[from + i] /= batch.classWeights()[k] - batch.meanWeights()[k];
            }
            for (int i = 0; i < size; i++) {
                checkOverflow(batchCovariances[from + state.packedDiagonal(i)], "variance", k);
                for (int j = 0; j < i && state.type == CovarianceType.FULL; j++) {
                    batchCovariances[from + j * size + i] = batchCovariances[from + i * size + j];
                }
            }
        }
    }

    private static void checkOverflow(double value, String what, int k) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("latents of class " + k + " are so large that their " + what
                    + " overflows, expected a finite number; the network has diverged: lower the learning rate or the"
                    + " weights of the loss terms");
        }
    }

    /**
     * The mixture as it stands, with ridge and shrinkage applied.
     *
     * @throws IllegalStateException if a covariance is not positive definite to working precision, which a ridge or a
     *     shrinkage above 0 prevents unless the latent is larger than 1e6 or so; the message names the class
     */
    public GaussianMixture snapshot() {
        return new GaussianMixture(state.copy());
    }
}
