package org.mat4j.core.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.method.PerturbedLosses;
import org.mat4j.core.method.direction.PowerIteration;
import org.mat4j.core.method.loss.PerturbedLoss;
import org.mat4j.core.method.mixture.MixtureVariables;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Outputs;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How a trained model changes around an example: the divergences between x and x + r, and the direction in which their
 * weighted sum changes most, found by power iteration without labels (III-H). Not thread-safe.
 */
public final class SmoothnessProbe implements AutoCloseable {

    private static final String TARGET_LATENT = "smoothness_target_latent";
    private static final String TARGET_LOGITS = "smoothness_target_logits";
    private static final String DIRECTION = "smoothness_direction";

    private final TrainedModel model;
    private final GraphProgram direction;
    private final GraphProgram divergences;
    private final String next;
    private final List<String> sums = new ArrayList<>();

    /**
     * @param model must stay open while the probe is in use
     * @param smoothness S, of losses that read no labels; a ramp-up has no effect
     * @throws IllegalArgumentException if a loss reads labels
     */
    public SmoothnessProbe(TrainedModel model, PerturbedLosses smoothness) {
        Checks.require(!smoothness.needsLabels(), "smoothness", smoothness, "losses that read no labels");
        this.model = model;
        Classifier classifier = model.classifier();
        SameDiff graph = classifier.graph();
        SDVariable input = graph.getVariable(Classifier.INPUT);
        int latentSize = model.info().latentSize();
        int classCount = classifier.classCount();
        Outputs target = new Outputs(
                graph.placeHolder(TARGET_LATENT, input.dataType(), -1, latentSize),
                graph.placeHolder(TARGET_LOGITS, input.dataType(), -1, classCount));
        Outputs perturbed = new Outputs(graph.getVariable(Classifier.LATENT), graph.getVariable(Classifier.LOGITS));
        PerturbedLoss.Batch batch = new PerturbedLoss.Batch(
                target,
                target,
                perturbed,
                null,
                new MixtureVariables(
                        graph, input.dataType(), model.mixture().covarianceType(), classCount, latentSize));
        smoothness
                .terms()
                .forEach(t -> sums.add(t.loss().perExample(batch).sum().name()));
        SDVariable total = smoothness
                .perExample(
                        batch, (term, weight) -> graph.constant(weight.value()).castTo(input.dataType()))
                .sum();
        SDVariable d = graph.placeHolder(DIRECTION, input.dataType(), input.getShape());
        SDVariable gradient = Gradients.of(total).withRespectTo(input).get(0);
        next = PowerIteration.next(gradient, d, input.getShape().length).name();
        direction = classifier.program(graph, List.of(next));
        divergences = classifier.program(graph, sums);
    }

    /**
     * Looks at a batch; valid until the probe is closed.
     *
     * @param x [n, inputShape...] of the model's data type
     */
    public Point at(INDArray x) {
        return new Point(x);
    }

    @Override
    public void close() {
        direction.close();
        divergences.close();
    }

    /** A batch of examples, with the model's output there as the target of the divergences. */
    public final class Point {

        private final INDArray x;
        private final Map<String, INDArray> values = new HashMap<>();

        private Point(INDArray x) {
            this.x = x;
            Classifier.Prediction clean = model.classifier().predict(x);
            values.put(TARGET_LATENT, clean.latent());
            values.put(TARGET_LOGITS, clean.logits());
            Set<String> read = new HashSet<>(direction.placeholders());
            read.addAll(divergences.placeholders());
            MixtureVariables.feed(model.mixture(), read, values);
        }

        /**
         * Power iteration, as in training.
         *
         * @param start unit vectors, of x's shape
         * @param xi finite-difference step, positive
         * @param iterations at least 0
         * @return for each example the unit vector found; one whose gradient is zero keeps its direction
         */
        public INDArray worstDirection(INDArray start, double xi, int iterations) {
            INDArray d = start;
            for (int k = 0; k < iterations; k++) {
                values.put(Classifier.INPUT, x.add(d.mul(xi)));
                values.put(DIRECTION, d);
                d = direction.run(values, 0).get(next).dup();
            }
            return d;
        }

        /**
         * The divergences from x to x + r, without weights.
         *
         * @param r of x's shape
         * @return for each term, in their order, the sum over the batch
         */
        public double[] sums(INDArray r) {
            values.put(Classifier.INPUT, x.add(r));
            Map<String, INDArray> result = divergences.run(values, 0);
            return sums.stream().mapToDouble(s -> result.get(s).getDouble(0)).toArray();
        }
    }
}
