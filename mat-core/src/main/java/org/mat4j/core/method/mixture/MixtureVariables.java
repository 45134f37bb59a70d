package org.mat4j.core.method.mixture;

import java.util.Arrays;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The latent mixture in a graph: placeholders that take a {@link GaussianMixture} snapshot at each update, and the
 * densities that follow from them.
 *
 * <p>With Sigma_k = L_k L_k' and W_k = inverse of L_k, the squared Mahalanobis distance of z to class k is
 * |W_k z - W_k mu_k|^2. The W_k of all classes stand side by side in one matrix, so that one product serves all classes
 * and all types of covariance.
 */
public final class MixtureVariables {

    private static final String WHITENING = "mixture_whitening";
    private static final String WHITENED_MEANS = "mixture_whitened_means";
    private static final String LOG_DETERMINANTS = "mixture_log_determinants";
    private static final String MEAN_PRECISION = "mixture_mean_precision_factor";

    private final SDVariable whitening;
    private final SDVariable whitenedMeans;
    private final SDVariable logDeterminants;
    private final SDVariable meanPrecisionFactor;
    private final int classCount;
    private final int latentSize;

    /**
     * Adds the placeholders.
     *
     * @param graph the graph
     * @param type FLOAT or DOUBLE
     * @param classCount m
     * @param latentSize D
     */
    public MixtureVariables(SameDiff graph, DataType type, int classCount, int latentSize) {
        this.classCount = classCount;
        this.latentSize = latentSize;
        long wide = (long) classCount * latentSize;
        whitening = graph.placeHolder(WHITENING, type, latentSize, wide);
        whitenedMeans = graph.placeHolder(WHITENED_MEANS, type, 1, wide);
        logDeterminants = graph.placeHolder(LOG_DETERMINANTS, type, 1, classCount);
        meanPrecisionFactor = graph.placeHolder(MEAN_PRECISION, type, latentSize, latentSize);
    }

    /**
     * Puts a snapshot's values under the placeholders' names, into the arrays that an earlier call has put there.
     */
    public static void feed(GaussianMixture mixture, Map<String, INDArray> placeholders) {
        put(placeholders, WHITENING, mixture.whitening());
        put(placeholders, WHITENED_MEANS, new double[][] {mixture.whitenedMeans()});
        put(placeholders, LOG_DETERMINANTS, new double[][] {mixture.logDeterminants()});
        put(placeholders, MEAN_PRECISION, mixture.meanPrecisionFactor());
    }

    private static void put(Map<String, INDArray> placeholders, String name, double[][] rows) {
        double[] values = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        placeholders
                .computeIfAbsent(name, n -> Nd4j.create(DataType.DOUBLE, rows.length, rows[0].length))
                .data()
                .setData(values);
    }

    /**
     * log N(z; mu_k, Sigma_k) for every class, with all constant terms: -D/2 log 2 pi - 1/2 log|Sigma_k| - 1/2
     * distance.
     *
     * @param latent [n, D]
     * @return [n, m]
     */
    public SDVariable logDensities(SDVariable latent) {
        return logDensitiesAt(squaredDistances(latent));
    }

    /**
     * The same with each squared distance multiplied by a factor.
     *
     * @param latent [n, D]
     * @param factors of the squared distances, [n, m]
     * @return [n, m]
     */
    public SDVariable logDensities(SDVariable latent, SDVariable factors) {
        return logDensitiesAt(squaredDistances(latent).mul(factors));
    }

    private SDVariable squaredDistances(SDVariable latent) {
        SDVariable whitened = latent.mmul(whitening).sub(whitenedMeans);
        return whitened.mul(whitened).reshape(-1, classCount, latentSize).sum(2);
    }

    private SDVariable logDensitiesAt(SDVariable distances) {
        double constant = latentSize * Math.log(2 * Math.PI);
        return distances.add(logDeterminants).add(constant).mul(-0.5);
    }

    /**
     * The shift's square in the mean of the classes' precisions: dz' ((1/m) sum_k inverse of Sigma_k) dz.
     *
     * @param shift dz, [n, D]
     * @return [n]
     */
    public SDVariable meanPrecisionForm(SDVariable shift) {
        SDVariable scaled = shift.mmul(meanPrecisionFactor);
        return scaled.mul(scaled).sum(1);
    }
}
