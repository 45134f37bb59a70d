package org.mat4j.core.method.loss;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.engine.op.StopGradient;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.method.mixture.MixtureVariables;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.testing.check.FiniteDifferences;
import org.mat4j.core.testing.check.NaiveMixture;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Outputs of a batch as variables of a graph, with what a loss may read beside them. */
final class LossGraph {

    static final int EXAMPLES = 7;
    static final int CLASSES = 4;
    static final int LATENT = 3;

    /** Outputs of one example, here and at the target. */
    record Example(double[] latent, double[] logits, double[] targetLatent, double[] targetLogits, double[] labels) {

        int label() {
            return new ArrayRealVector(labels).getMaxIndex();
        }
    }

    /** A loss of one example, in plain doubles. */
    @FunctionalInterface
    interface Formula {
        double of(Example example, NaiveMixture mixture);
    }

    final INDArray latent = Values.normal(1, EXAMPLES, LATENT);
    final INDArray logits = Values.normal(2, EXAMPLES, CLASSES).muli(2);
    final INDArray targetLatent = Values.normal(3, EXAMPLES, LATENT);
    final INDArray targetLogits = Values.normal(4, EXAMPLES, CLASSES).muli(2);

    private final GaussianMixture mixture;
    private final INDArray labels;
    private final Map<String, INDArray> bindings =
            Map.of("latent", latent, "logits", logits, "target_latent", targetLatent, "target_logits", targetLogits);

    LossGraph(GaussianMixture mixture) {
        this(mixture, Values.oneHot(EXAMPLES, CLASSES));
    }

    LossGraph(GaussianMixture mixture, INDArray labels) {
        this.mixture = mixture;
        this.labels = labels;
    }

    static int label(int example) {
        return example % CLASSES;
    }

    /**
     * The values of a {@link CleanLoss} or {@link PerturbedLoss} and its gradients to latent and logits, of the latter the
     * perturbed ones, each of the loss's sum.
     */
    Result run(Object loss) {
        return loss instanceof CleanLoss clean
                ? run(v -> clean.perExample(new CleanLoss.Batch(v.outputs, v.labels, v.mixture)))
                : run(v -> ((PerturbedLoss) loss)
                        .perExample(new PerturbedLoss.Batch(v.target, v.target, v.outputs, v.labels, v.mixture)));
    }

    /** As {@link #run(Object)}, with the gradients to the clean outputs; the perturbed ones are those of the target. */
    Result runFromClean(PerturbedLoss loss) {
        return run(v -> {
            Outputs constant = new Outputs(StopGradient.of(v.outputs.latent()), StopGradient.of(v.outputs.logits()));
            return loss.perExample(new PerturbedLoss.Batch(v.outputs, constant, v.target, v.labels, v.mixture));
        });
    }

    /** What the loss should be. */
    double[] naive(Formula formula) {
        NaiveMixture naive = new NaiveMixture(mixture);
        double[][] z = Values.rows(latent);
        double[][] o = Values.rows(logits);
        double[][] targetZ = Values.rows(targetLatent);
        double[][] targetO = Values.rows(targetLogits);
        double[][] t = Values.rows(labels);
        double[] values = new double[EXAMPLES];
        for (int i = 0; i < EXAMPLES; i++) {
            values[i] = formula.of(new Example(z[i], o[i], targetZ[i], targetO[i], t[i]), naive);
        }
        return values;
    }

    /** Fails unless the loss and its gradients are those of the formula. */
    void assertSame(Formula formula, Result actual, String what) {
        Values.assertClose(naive(formula), actual.values(), 1e-11, what);
        Values.assertClose(gradient(formula, latent), actual.toLatent(), 1e-8, what + ", gradient to the latent");
        Values.assertClose(gradient(formula, logits), actual.toLogits(), 1e-8, what + ", gradient to the logits");
    }

    private INDArray gradient(Formula formula, INDArray to) {
        return FiniteDifferences.gradient(() -> Arrays.stream(naive(formula)).sum(), to);
    }

    record Result(double[] values, INDArray toLatent, INDArray toLogits) {}

    private record Variables(Outputs outputs, Outputs target, SDVariable labels, MixtureVariables mixture) {}

    private Result run(Function<Variables, SDVariable> loss) {
        SameDiff graph = SameDiff.create();
        SDVariable z = graph.var("latent", latent);
        SDVariable o = graph.var("logits", logits);
        Outputs target =
                new Outputs(graph.var("target_latent", targetLatent), graph.var("target_logits", targetLogits));
        SDVariable y = graph.constant("labels", labels);
        SDVariable perExample = loss.apply(new Variables(
                new Outputs(z, o),
                target,
                y,
                new MixtureVariables(
                        graph, DataType.DOUBLE, mixture.covarianceType(), mixture.classCount(), mixture.latentSize())));
        // A zero share of both, so that each loss has a gradient to each.
        SDVariable sum = perExample.sum().add(z.sum().mul(0)).add(o.sum().mul(0));
        List<SDVariable> gradients = Gradients.of(sum).withRespectTo(z, o);
        Map<String, INDArray> placeholders = new HashMap<>();
        List<String> outputs = List.of(
                perExample.name(), gradients.get(0).name(), gradients.get(1).name());
        try (GraphProgram program = new GraphProgram(graph, outputs, bindings)) {
            MixtureVariables.feed(mixture, program.placeholders(), placeholders);
            Map<String, INDArray> values = program.run(placeholders, 0);
            return new Result(
                    Values.flat(values.get(outputs.get(0))),
                    values.get(outputs.get(1)).dup(),
                    values.get(outputs.get(2)).dup());
        }
    }
}
