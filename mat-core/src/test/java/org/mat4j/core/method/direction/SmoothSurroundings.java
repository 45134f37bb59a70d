package org.mat4j.core.method.direction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.method.loss.PerturbedLoss;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.method.mixture.MixtureVariables;
import org.mat4j.core.network.GraphBuilder;
import org.mat4j.core.network.Mode;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.testing.check.NaiveMixture;
import org.mat4j.core.testing.check.SmoothNetwork;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A small smooth network in double precision, with a sum of divergences as its smoothness. */
final class SmoothSurroundings implements Direction.Surroundings {

    final ParameterSet parameters = ParameterSet.initialize(new SmoothNetwork(), DataType.DOUBLE, 3);
    final GaussianMixture mixture =
            NaiveMixture.random(CovarianceType.FULL, SmoothNetwork.CLASSES, SmoothNetwork.LATENT, 8);

    private final GraphBuilder builder;
    private final List<PerturbedLoss> losses;
    private final SDVariable x;
    private final SDVariable noise;
    private final SDVariable labels;
    private final Outputs clean;
    private final Outputs target;
    private final MixtureVariables mixtureVariables;

    SmoothSurroundings(PerturbedLoss... losses) {
        this.losses = List.of(losses);
        // Weights of some size, so that the network is far from linear.
        parameters.flat().muli(2);
        builder = new GraphBuilder(new SmoothNetwork(), Mode.TRAINING, parameters);
        x = builder.inputPlaceholder("x");
        noise = builder.inputPlaceholder("noise");
        labels = builder.graph().placeHolder("labels", DataType.DOUBLE, -1, SmoothNetwork.CLASSES);
        mixtureVariables = new MixtureVariables(
                builder.graph(),
                DataType.DOUBLE,
                mixture.covarianceType(),
                SmoothNetwork.CLASSES,
                SmoothNetwork.LATENT);
        clean = builder.cleanPass("batch", x);
        target = new Outputs(clean.latent().mul(1.0), clean.logits().mul(1.0));
    }

    @Override
    public SDVariable input() {
        return x;
    }

    @Override
    public SDVariable noise() {
        return noise;
    }

    @Override
    public SDVariable cleanLogits() {
        return clean.logits();
    }

    @Override
    public SDVariable labels() {
        return labels;
    }

    @Override
    public SDVariable rising(long updates) {
        throw new AssertionError("not needed");
    }

    @Override
    public SDVariable smoothness(SDVariable perturbedInput) {
        Outputs perturbed = builder.pass("batch", perturbedInput);
        SDVariable sum = null;
        for (PerturbedLoss loss : losses) {
            SDVariable value =
                    loss.perExample(new PerturbedLoss.Batch(target, target, perturbed, labels, mixtureVariables));
            sum = sum == null ? value : sum.add(value);
        }
        return sum;
    }

    static INDArray inputs(int examples) {
        return Values.normal(21, examples, SmoothNetwork.INPUT);
    }

    static INDArray noise(int examples) {
        return Values.normal(22, examples, SmoothNetwork.INPUT);
    }

    /** The perturbation of each example. */
    double[][] perturb(Direction how, INDArray inputs, INDArray noises) {
        SDVariable r = how.of(this);
        return Values.rows(run(r, Map.of("x", inputs, "noise", noises)));
    }

    /** The second derivatives of each example's smoothness by r at r = 0, [example][i][j]. */
    double[][][] hessians(INDArray inputs) {
        SDVariable perturbed = builder.inputPlaceholder("perturbed");
        SDVariable gradient = Gradients.of(smoothness(perturbed).sum())
                .withRespectTo(perturbed)
                .get(0);
        double step = 1e-4;
        int examples = (int) inputs.size(0);
        double[][][] hessians = new double[examples][SmoothNetwork.INPUT][SmoothNetwork.INPUT];
        for (int j = 0; j < SmoothNetwork.INPUT; j++) {
            double[][] above = Values.rows(run(gradient, Map.of("x", inputs, "perturbed", shifted(inputs, j, step))));
            double[][] below = Values.rows(run(gradient, Map.of("x", inputs, "perturbed", shifted(inputs, j, -step))));
            for (int e = 0; e < examples; e++) {
                for (int i = 0; i < SmoothNetwork.INPUT; i++) {
                    double value = (above[e][i] - below[e][i]) / (2 * step);
                    hessians[e][i][j] += 0.5 * value;
                    hessians[e][j][i] += 0.5 * value;
                }
            }
        }
        return hessians;
    }

    private static INDArray shifted(INDArray inputs, int column, double step) {
        INDArray shifted = inputs.dup();
        for (int e = 0; e < inputs.size(0); e++) {
            shifted.putScalar(e, column, inputs.getDouble(e, column) + step);
        }
        return shifted;
    }

    private INDArray run(SDVariable output, Map<String, INDArray> inputs) {
        Map<String, INDArray> placeholders = new HashMap<>(inputs);
        placeholders.put("labels", Values.oneHot((int) inputs.get("x").size(0), SmoothNetwork.CLASSES));
        try (GraphProgram program = new GraphProgram(builder.graph(), List.of(output.name()), parameters.bindings())) {
            MixtureVariables.feed(mixture, program.placeholders(), placeholders);
            return program.run(placeholders, 0).get(output.name()).dup();
        }
    }
}
