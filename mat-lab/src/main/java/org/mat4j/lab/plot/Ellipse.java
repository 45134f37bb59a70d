package org.mat4j.lab.plot;

import org.mat4j.core.method.mixture.GaussianMixture;

/** The points at one Mahalanobis distance from the mean of a class, in a latent of size 2. */
final class Ellipse {

    private static final int CORNERS = 72;

    private final double[] x = new double[CORNERS + 1];
    private final double[] y = new double[CORNERS + 1];

    /**
     * @param mixture of latent size 2
     * @param k the class
     * @param deviations the distance in standard deviations
     */
    Ellipse(GaussianMixture mixture, int k, double deviations) {
        double[] mean = mixture.mean(k);
        double[][] covariance = mixture.covariance(k);
        // The Cholesky factor turns the unit circle into the ellipse.
        double a = Math.sqrt(covariance[0][0]);
        double b = covariance[1][0] / a;
        double c = Math.sqrt(covariance[1][1] - b * b);
        for (int i = 0; i <= CORNERS; i++) {
            double angle = 2 * Math.PI * i / CORNERS;
            double u = deviations * Math.cos(angle);
            double v = deviations * Math.sin(angle);
            x[i] = mean[0] + a * u;
            y[i] = mean[1] + b * u + c * v;
        }
    }

    double[] x() {
        return x;
    }

    double[] y() {
        return y;
    }
}
