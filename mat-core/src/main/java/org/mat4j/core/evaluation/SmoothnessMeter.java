package org.mat4j.core.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.mat4j.core.autodiff.Gradients;
import org.mat4j.core.graph.GraphProgram;
import org.mat4j.core.loss.ManifoldDivergence;
import org.mat4j.core.loss.MixtureVariables;
import org.mat4j.core.loss.OutputDivergence;
import org.mat4j.core.loss.PerturbedLoss;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Features;
import org.mat4j.core.perturbation.Norm;
import org.mat4j.core.perturbation.PowerIteration;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
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

    private static final String TARGET_LATENT = "smoothness_target_latent";
    private static final String TARGET_LOGITS = "smoothness_target_logits";

    private final TrainedModel model;
    private final DataType type;
    private final GraphProgram direction;
    private final GraphProgram divergences;
    private final String unitGradient;
    private final String output;
    private final String manifold;

    /**
     * @param model must stay open while the meter is in use
     * @param form of the manifold divergence
     */
    public SmoothnessMeter(TrainedModel model, ManifoldDivergence.Form form) {
        this.model = model;
        Classifier classifier = model.classifier();
        SameDiff graph = classifier.graph();
        SDVariable input = graph.getVariable(Classifier.INPUT);
        Features features = new Features(graph.getVariable(Classifier.LATENT), graph.getVariable(Classifier.LOGITS));
        type = input.dataType();
        int latentSize = model.info().latentSize();
        int classCount = model.info().classCount();
        Features target = new Features(
                graph.placeHolder(TARGET_LATENT, type, -1, latentSize),
                graph.placeHolder(TARGET_LOGITS, type, -1, classCount));
        PerturbedLoss.Batch batch = new PerturbedLoss.Batch(
                target, features, null, new MixtureVariables(graph, type, classCount, latentSize));
        SDVariable out = new OutputDivergence().perExample(batch);
        SDVariable man = new ManifoldDivergence(form).perExample(batch);
        SDVariable gradient =
                Gradients.of(out.add(man).sum()).withRespectTo(input).get(0);
        unitGradient = Norm.L2.steepest(gradient, input.getShape().length).name();
        SDVariable outSum = out.sum();
        SDVariable manSum = man.sum();
        output = outSum.name();
        manifold = manSum.name();
        direction = classifier.program(graph, List.of(unitGradient));
        divergences = classifier.program(graph, List.of(output, manifold));
    }

    /**
     * Measures.
     *
     * @param data from its present position to its end; labels are not read
     * @param seed of the starting directions
     * @throws IllegalArgumentException if there is no example
     */
    public Smoothness measure(DataSetIterator data, long seed) {
        Random random = Nd4j.getRandomFactory().getNewRandomInstance(seed);
        double outputSum = 0;
        double manifoldSum = 0;
        long n = 0;
        while (data.hasNext()) {
            INDArray x = model.classifier()
                    .check()
                    .features(data.next().getFeatures())
                    .castTo(type);
            Map<String, INDArray> values = targets(x);
            INDArray d = worstDirection(x, values, random);
            values.put(Classifier.INPUT, x.add(d));
            Map<String, INDArray> result = divergences.run(values, 0);
            outputSum += result.get(output).getDouble(0);
            manifoldSum += result.get(manifold).getDouble(0);
            n += x.size(0);
        }
        if (n == 0) {
            throw new IllegalArgumentException("there is no example to measure: the data is empty");
        }
        return new Smoothness(outputSum / n, manifoldSum / n);
    }

    @Override
    public void close() {
        direction.close();
        divergences.close();
    }

    private Map<String, INDArray> targets(INDArray x) {
        Classifier.Prediction clean = model.classifier().predict(x);
        Map<String, INDArray> values = new HashMap<>();
        values.put(TARGET_LATENT, clean.latent());
        values.put(TARGET_LOGITS, clean.logits());
        MixtureVariables.feed(model.mixture(), values);
        return values;
    }

    private INDArray worstDirection(INDArray x, Map<String, INDArray> values, Random random) {
        INDArray noise = Nd4j.createUninitialized(x.dataType(), x.shape());
        INDArray d = Nd4j.getExecutioner().exec(new GaussianDistribution(noise, 0.0, 1.0), random);
        int[] axes = IntStream.range(1, x.rank()).toArray();
        d.divi(d.norm2(true, axes));
        for (int k = 0; k < ITERATIONS; k++) {
            values.put(Classifier.INPUT, x.add(d.mul(PowerIteration.DEFAULT_XI)));
            INDArray next = direction.run(values, 0).get(unitGradient);
            // An example whose gradient is zero keeps its direction.
            INDArray size = next.norm2(true, axes);
            d = next.add(d.mul(size.rsub(1.0)));
        }
        return d;
    }
}
