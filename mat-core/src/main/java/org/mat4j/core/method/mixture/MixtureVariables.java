package org.mat4j.core.method.mixture;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The latent mixture in a graph: placeholders that take a {@link GaussianMixture} snapshot at each update, and the
 * densities that follow from them. A placeholder is made when it is first asked for.
 *
 * <p>FULL: with Sigma_k = L_k L_k' and W_k = inverse of L_k, the squared Mahalanobis distance of z to class k is
 * |W_k z - W_k mu_k|^2. The W_k of all classes stand side by side in one matrix, [D, m D], so that one product serves all
 * classes.
 *
 * <p>DIAGONAL and IDENTITY: with the inverse variances p_kj the distance is the sum over j of p_kj z_j^2 - 2 p_kj mu_kj z_j +
 * p_kj mu_kj^2, two products with a matrix [D, m]. They are taken in double precision: the difference of the large terms
 * would lose all digits in single precision. Time and memory grow with m D, not with m D^2.
 */
public final class MixtureVariables {

    private static final String WHITENING = "mixture_whitening";
    private static final String WHITENED_MEANS = "mixture_whitened_means";
    private static final String PRECISIONS = "mixture_precisions";
    private static final String SCALED_MEANS = "mixture_scaled_means";
    private static final String SQUARED_MEANS = "mixture_squared_means";
    private static final String LOG_DETERMINANTS = "mixture_log_determinants";
    private static final String MEAN_PRECISION = "mixture_mean_precision_factor";
    private static final String MEAN_PRECISION_ROOTS = "mixture_mean_precision_roots";

    private final SameDiff graph;
    private final DataType type;
    private final boolean full;
    private final int classCount;
    private final int latentSize;

    /**
     * Of a graph without them.
     *
     * @param graph the graph
     * @param type FLOAT or DOUBLE
     * @param covariances of the mixtures that are fed
     * @param classCount m
     * @param latentSize D
     */
    public MixtureVariables(SameDiff graph, DataType type, CovarianceType covariances, int classCount, int latentSize) {
        this.graph = graph;
        this.type = type;
        full = covariances.forLatentSize(latentSize) == CovarianceType.FULL;
        this.classCount = classCount;
        this.latentSize = latentSize;
    }

    /**
     * Puts a snapshot's values under the placeholders' names, into the arrays that an earlier call has put there.
     *
     * @param names of the placeholders that are read; what is not among them is not computed
     */
    public static void feed(GaussianMixture mixture, Set<String> names, Map<String, INDArray> placeholders) {
        Feed feed = new Feed(names, placeholders);
        feed.put(WHITENING, mixture::whitening);
        feed.put(WHITENED_MEANS, () -> new double[][] {mixture.whitenedMeans()});
        // The three are read together, by each distance.
        if (names.contains(PRECISIONS)) {
            putDistances(mixture, feed);
        }
        feed.put(LOG_DETERMINANTS, () -> new double[][] {mixture.logDeterminants()});
        feed.put(MEAN_PRECISION, mixture::meanPrecisionFactor);
        feed.put(MEAN_PRECISION_ROOTS, () -> new double[][] {mixture.meanPrecisionRoots()});
    }

    private record Feed(Set<String> names, Map<String, INDArray> placeholders) {

        void put(String name, Supplier<double[][]> made) {
            if (!names.contains(name)) {
                return;
            }
            double[][] rows = made.get();
            double[] values =
                    Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
            placeholders
                    .computeIfAbsent(name, n -> Nd4j.create(DataType.DOUBLE, rows.length, rows[0].length))
                    .data()
                    .setData(values);
        }
    }

    private static void putDistances(GaussianMixture mixture, Feed feed) {
        int classes = mixture.classCount();
        double[][] precisions = new double[mixture.latentSize()][classes];
        double[][] scaledMeans = new double[mixture.latentSize()][classes];
        double[] squaredMeans = new double[classes];
        double[][] perClass = mixture.precisions();
        for (int k = 0; k < classes; k++) {
            double[] mean = mixture.mean(k);
            for (int j = 0; j < mean.length; j++) {
                precisions[j][k] = perClass[k][j];
                scaledMeans[j][k] = perClass[k][j] * mean[j];
                squaredMeans[k] += perClass[k][j] * (mean[j] * mean[j]);
            }
        }
        feed.put(PRECISIONS, () -> precisions);
        feed.put(SCALED_MEANS, () -> scaledMeans);
        feed.put(SQUARED_MEANS, () -> new double[][] {squaredMeans});
    }

    private SDVariable placeholder(String name, DataType dataType, long... shape) {
        return graph.hasVariable(name) ? graph.getVariable(name) : graph.placeHolder(name, dataType, shape);
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
        if (full) {
            long wide = (long) classCount * latentSize;
            SDVariable whitened = latent.mmul(placeholder(WHITENING, type, latentSize, wide))
                    .sub(placeholder(WHITENED_MEANS, type, 1, wide));
            return whitened.mul(whitened).reshape(-1, classCount, latentSize).sum(2);
        }
        SDVariable z = latent.castTo(DataType.DOUBLE);
        SDVariable squares = z.mul(z).mmul(placeholder(PRECISIONS, DataType.DOUBLE, latentSize, classCount));
        SDVariable products = z.mmul(placeholder(SCALED_MEANS, DataType.DOUBLE, latentSize, classCount));
        return squares.sub(products.mul(2.0))
                .add(placeholder(SQUARED_MEANS, DataType.DOUBLE, 1, classCount))
                .castTo(type);
    }

    private SDVariable logDensitiesAt(SDVariable distances) {
        double constant = latentSize * Math.log(2 * Math.PI);
        return distances
                .add(placeholder(LOG_DETERMINANTS, type, 1, classCount))
                .add(constant)
                .mul(-0.5);
    }

    /**
     * The shift's square in the mean of the classes' precisions: dz' ((1/m) sum_k inverse of Sigma_k) dz.
     *
     * @param shift dz, [n, D]
     * @return [n]
     */
    public SDVariable meanPrecisionForm(SDVariable shift) {
        SDVariable scaled = full
                ? shift.mmul(placeholder(MEAN_PRECISION, type, latentSize, latentSize))
                : shift.mul(placeholder(MEAN_PRECISION_ROOTS, type, 1, latentSize));
        return scaled.mul(scaled).sum(1);
    }
}
