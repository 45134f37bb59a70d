package org.mat4j.bench.operators;

import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.method.mixture.LatentBatch;
import org.mat4j.core.method.mixture.MixtureConfig;
import org.mat4j.core.method.mixture.MixtureEstimator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** An update of the latent mixture of 10 classes from a batch, and its snapshot. */
public class MixtureBenchmark extends OperatorBenchmark {

    private static final int CLASSES = 10;

    @Param({"FULL", "DIAGONAL"})
    public CovarianceType covariance;

    @Param({"2", "16", "128"})
    public int latentSize;

    /** Examples per batch. */
    @Param("100")
    public int examples;

    private INDArray latent;
    private INDArray labels;
    private MixtureEstimator estimator;

    /** Makes a batch and an estimator that has seen it. */
    @Setup
    public void setUp() {
        latent = Nd4j.randn(DataType.FLOAT, examples, latentSize);
        labels = Nd4j.zeros(DataType.FLOAT, examples, CLASSES);
        for (int i = 0; i < examples; i++) {
            labels.putScalar(i, i % CLASSES, 1);
        }
        MixtureConfig config =
                MixtureConfig.builder().covarianceType(covariance).build();
        estimator = new MixtureEstimator(config, CLASSES, latentSize);
        update();
    }

    @Benchmark
    public GaussianMixture update() {
        estimator.update(LatentBatch.of(latent, labels));
        return estimator.snapshot();
    }
}
