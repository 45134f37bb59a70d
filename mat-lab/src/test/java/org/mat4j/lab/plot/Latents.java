package org.mat4j.lab.plot;

import java.util.Random;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.method.mixture.MixtureConfig;
import org.mat4j.core.method.mixture.MixtureEstimator;

/** Made-up latents. */
final class Latents {

    static final int CLASSES = 10;

    private Latents() {}

    /** Classes on a line, each with another spread. */
    static LatentSample onALine(int latentSize) {
        Random random = new Random(5);
        double[][] latents = new double[40 * CLASSES][latentSize];
        int[] labels = new int[latents.length];
        for (int i = 0; i < latents.length; i++) {
            labels[i] = i % CLASSES;
            for (int d = 0; d < latentSize; d++) {
                latents[i][d] = 3 * labels[i] + (d + 1) * random.nextGaussian();
            }
        }
        return new LatentSample(latents, labels);
    }

    static GaussianMixture mixture(LatentSample sample) {
        MixtureEstimator estimator =
                new MixtureEstimator(MixtureConfig.defaults(), CLASSES, sample.latents()[0].length);
        estimator.update(sample.latents(), sample.labels());
        return estimator.snapshot();
    }
}
