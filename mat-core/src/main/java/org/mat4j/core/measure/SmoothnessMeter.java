package org.mat4j.core.measure;

import java.util.stream.IntStream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.program.SeedMixer;
import org.mat4j.core.method.PerturbedLosses;
import org.mat4j.core.method.Weight;
import org.mat4j.core.method.direction.PowerIteration;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.method.loss.OutputDivergence;
import org.mat4j.core.model.TrainedModel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.GaussianDistribution;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Measures {@link Smoothness} (figure 3 of the paper) of any model, by whatever method it was trained: the direction is
 * found by power iteration on the sum of both divergences, without labels.
 */
public final class SmoothnessMeter implements AutoCloseable {

    /** Power iterations: more than in training, so that models are compared in nearly their worst direction. */
    public static final int ITERATIONS = 5;

    /** Form of the manifold divergence by default: between 0 and finite for any latent, so that methods compare. */
    public static final ManifoldDivergence.Form DIVERGENCE = ManifoldDivergence.Form.POSTERIOR;

    private final TrainedModel model;
    private final SmoothnessProbe probe;

    /**
     * @param model must stay open while the meter is in use
     * @param form of the manifold divergence
     */
    public SmoothnessMeter(TrainedModel model, ManifoldDivergence.Form form) {
        this.model = model;
        probe = new SmoothnessProbe(
                model, PerturbedLosses.of(new OutputDivergence()).plus(Weight.ONE, new ManifoldDivergence(form)));
    }

    /**
     * Measures.
     *
     * @param data from its present position to its end; labels are not read
     * @param seed of the starting directions
     * @throws IllegalArgumentException if there is no example
     */
    public Smoothness measure(DataSetIterator data, long seed) {
        Random random = Nd4j.getRandomFactory().getNewRandomInstance(SeedMixer.forNd4j(seed));
        double outputSum = 0;
        double manifoldSum = 0;
        long n = 0;
        while (data.hasNext()) {
            INDArray x = model.classifier()
                    .check()
                    .features(data.next().getFeatures())
                    .castTo(model.classifier().dataType());
            SmoothnessProbe.Point point = probe.at(x);
            double[] sums = point.sums(point.worstDirection(start(x, random), PowerIteration.DEFAULT_XI, ITERATIONS));
            outputSum += sums[0];
            manifoldSum += sums[1];
            n += x.size(0);
        }
        Checks.atLeast(1, "number of examples in the data", n);
        return new Smoothness(outputSum / n, manifoldSum / n);
    }

    @Override
    public void close() {
        probe.close();
    }

    private static INDArray start(INDArray x, Random random) {
        INDArray noise = Nd4j.createUninitialized(x.dataType(), x.shape());
        INDArray d = Nd4j.getExecutioner().exec(new GaussianDistribution(noise, 0.0, 1.0), random);
        return d.divi(d.norm2(true, IntStream.range(1, x.rank()).toArray()));
    }
}
