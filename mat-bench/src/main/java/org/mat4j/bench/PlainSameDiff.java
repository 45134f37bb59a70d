package org.mat4j.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.StatUtils;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.method.loss.CrossEntropy;
import org.mat4j.core.method.loss.OutputDivergence;
import org.mat4j.core.method.loss.PerturbedLoss;
import org.mat4j.core.network.GraphBuilder;
import org.mat4j.core.network.Mode;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.lab.timing.Bench;
import org.mat4j.lab.timing.ProcessStatistics;
import org.mat4j.lab.timing.RandomBatches;
import org.mat4j.layers.network.LeNetPlusPlus;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;

/**
 * What a step costs in plain SameDiff, to compare with {@link Bench}: baseline and virtual adversarial training of
 * LeNet++, in stock operations, by SameDiff's own sessions and differentiation. Arguments: {@code baseline|vat STEPS}.
 */
public final class PlainSameDiff {

    private static final int EXAMPLES = 100;
    private static final int WARMUP = 2;
    private static final double XI = 1e-2;
    private static final double EPSILON = 2;
    private static final String INPUT = "x";
    private static final String LABELS = "labels";
    private static final String PERTURBED = "perturbed";
    private static final String TARGET = "target";

    private enum Perturbation {
        NONE,
        WORST_DIRECTION
    }

    private final Network network = new LeNetPlusPlus();
    private final Perturbation perturbation;
    private final ParameterSet parameters = ParameterSet.initialize(network, DataType.FLOAT, 1);
    private final Map<String, GradientUpdater<?>> updaters = new HashMap<>();
    private String cleanLogits;
    private final SameDiff clean = cleanGraph();
    private final SameDiff direction = directionGraph();
    private final SameDiff loss;

    private PlainSameDiff(Perturbation perturbation) {
        this.perturbation = perturbation;
        loss = lossGraph();
        for (String name : parameters.names()) {
            INDArray state = Nd4j.zeros(
                    DataType.FLOAT, 1, 2 * loss.getVariable(name).getArr().length());
            updaters.put(name, new Adam(TrainingConfig.DEFAULT_LEARNING_RATE).instantiate(state, true));
        }
    }

    private SameDiff cleanGraph() {
        GraphBuilder builder = new GraphBuilder(network, Mode.INFERENCE, parameters);
        cleanLogits =
                builder.pass(INPUT, builder.inputPlaceholder(INPUT)).logits().name();
        return builder.graph();
    }

    private SameDiff directionGraph() {
        GraphBuilder builder = new GraphBuilder(network, Mode.INFERENCE, parameters);
        SDVariable divergence = divergence(builder, builder.inputPlaceholder(PERTURBED));
        builder.graph().setLossVariables(divergence.sum());
        return builder.graph();
    }

    private SameDiff lossGraph() {
        GraphBuilder builder = new GraphBuilder(network, Mode.INFERENCE, parameters);
        Outputs features = builder.pass(INPUT, builder.inputPlaceholder(INPUT));
        SDVariable labels = builder.graph().placeHolder(LABELS, DataType.FLOAT, -1, network.classCount());
        SDVariable sum = CrossEntropy.of(features.logits(), labels).mean();
        if (perturbation == Perturbation.WORST_DIRECTION) {
            sum = sum.add(
                    divergence(builder, builder.inputPlaceholder(PERTURBED)).mean());
        }
        builder.graph().setLossVariables(sum);
        return builder.graph();
    }

    private SDVariable divergence(GraphBuilder builder, SDVariable perturbed) {
        SDVariable target = builder.graph().placeHolder(TARGET, DataType.FLOAT, -1, network.classCount());
        Outputs at = builder.pass(PERTURBED, perturbed);
        Outputs from = new Outputs(at.latent(), target);
        return new OutputDivergence().perExample(new PerturbedLoss.Batch(from, from, at, null, null));
    }

    private void step(DataSet batch, int iteration) {
        INDArray x = batch.getFeatures();
        Map<String, INDArray> values = new HashMap<>(Map.of(INPUT, x, LABELS, batch.getLabels()));
        if (perturbation == Perturbation.WORST_DIRECTION) {
            INDArray target = upToDate(clean).outputSingle(Map.of(INPUT, x), cleanLogits);
            INDArray start =
                    unit(Nd4j.randn(DataType.FLOAT, x.shape())).muli(XI).addi(x);
            INDArray gradient = upToDate(direction)
                    .calculateGradients(Map.of(PERTURBED, start, TARGET, target), PERTURBED)
                    .get(PERTURBED);
            values.put(PERTURBED, unit(gradient).muli(EPSILON).addi(x));
            values.put(TARGET, target);
        }
        Map<String, INDArray> gradients = loss.calculateGradients(values, parameters.names());
        for (String name : parameters.names()) {
            INDArray gradient = gradients.get(name);
            INDArray row = gradient.reshape('c', 1, gradient.length());
            updaters.get(name).applyUpdater(row, iteration, 0);
            loss.getVariable(name).getArr().subi(row.reshape('c', gradient.shape()));
        }
    }

    /** The graph with the parameters as they are now. */
    private SameDiff upToDate(SameDiff graph) {
        for (String name : parameters.names()) {
            graph.getVariable(name).getArr().assign(loss.getVariable(name).getArr());
        }
        return graph;
    }

    private static INDArray unit(INDArray d) {
        return d.divi(d.norm2(true, 1, 2, 3).addi(1e-12));
    }

    /** Measures and prints the median and the fastest step in milliseconds, and the peak of the resident memory. */
    public static void main(String[] args) {
        if (args.length != 2 || !List.of("baseline", "vat").contains(args[0])) {
            throw new IllegalArgumentException("arguments are " + List.of(args) + "; expected baseline|vat STEPS");
        }
        Backend.select();
        Perturbation perturbation = args[0].equals("vat") ? Perturbation.WORST_DIRECTION : Perturbation.NONE;
        int steps = Integer.parseInt(args[1]);
        PlainSameDiff plain = new PlainSameDiff(perturbation);
        DataSet batch = new RandomBatches(plain.network.inputShape(), 1)
                .labeled(EXAMPLES, plain.network.classCount())
                .next();
        double[] milliseconds = new double[steps];
        for (int i = -WARMUP; i < steps; i++) {
            long start = System.nanoTime();
            plain.step(batch, i + WARMUP);
            if (i >= 0) {
                milliseconds[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        System.out.printf(
                "plain SameDiff, lenet++ %s, %d labeled: median %.1f ms, min %.1f ms, peak %d MB, %s, %d threads%n",
                args[0],
                EXAMPLES,
                StatUtils.percentile(milliseconds, 50),
                Arrays.stream(milliseconds).min().orElseThrow(),
                ProcessStatistics.now().peakMegabytes(),
                Backend.description(),
                Backend.threads());
        System.exit(0);
    }
}
