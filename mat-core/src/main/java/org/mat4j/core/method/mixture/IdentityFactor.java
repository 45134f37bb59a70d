package org.mat4j.core.method.mixture;

/** The identity matrix of the given size. */
record IdentityFactor(int latentSize) implements CovarianceFactor {
    @Override
    public double logDeterminant() {
        return 0;
    }

    @Override
    public double[] whiten(double[] v) {
        return v.clone();
    }

    @Override
    public double[][] covariance() {
        double[][] identity = new double[latentSize][latentSize];
        writeWhitening(identity, 0);
        return identity;
    }

    @Override
    public void writeWhitening(double[][] target, int firstColumn) {
        for (int i = 0; i < latentSize; i++) {
            target[i][firstColumn + i] = 1;
        }
    }

    @Override
    public void addPrecision(double[][] sum) {
        for (int i = 0; i < latentSize; i++) {
            sum[i][i] += 1;
        }
    }
}
