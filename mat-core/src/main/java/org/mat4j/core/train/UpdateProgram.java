package org.mat4j.core.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.engine.program.OperationTimes;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.method.mixture.MixtureVariables;
import org.mat4j.core.network.ParameterSet;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.GaussianDistribution;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/** Runs an {@link UpdateGraph}: feeds it a batch, and gives all that an update needs. */
final class UpdateProgram implements AutoCloseable {

    private final UpdateGraph graph;
    private final ParameterSet parameters;
    private final long seed;
    private final INDArray gradient;
    private final GraphProgram program;
    private final Random random = Nd4j.getRandomFactory().getNewRandomInstance();
    private final Map<String, INDArray> placeholders = new HashMap<>();
    private INDArray noise;

    /** The objective, its terms by name without their weights, the clean latent, [n, D], and what states become or follow. */
    record Result(double loss, Map<String, Double> terms, INDArray latent, Map<String, INDArray> states) {}

    /**
     * @param seed of the noise and the dropout masks
     * @param stop may break off a run
     */
    UpdateProgram(UpdateGraph graph, ParameterSet parameters, long seed, StopSignal stop) {
        this.graph = graph;
        this.parameters = parameters;
        this.seed = seed;
        gradient =
                Nd4j.create(parameters.flat().dataType(), 1, parameters.flat().length());
        Map<String, INDArray> views = parameters.viewsOf(gradient.reshape(gradient.length()));
        Map<String, INDArray> targets = new LinkedHashMap<>();
        for (int i = 0; i < graph.gradients().size(); i++) {
            targets.put(
                    graph.gradients().get(i).name(),
                    views.get(parameters.trainedNames().get(i)));
        }
        List<String> outputs = new ArrayList<>(targets.keySet());
        outputs.add(graph.built().loss().name());
        outputs.add(graph.labeled().outputs().latent().name());
        graph.built().terms().values().forEach(v -> outputs.add(v.name()));
        graph.stateUpdates().values().forEach(u -> outputs.add(u.value().name()));
        program = new GraphProgram(graph.graph(), outputs, parameters.bindings(), targets);
        program.stopIf(stop::isOverdue);
    }

    /** Measures where the time of later runs goes; null to measure none. */
    void measure(OperationTimes times) {
        program.measure(times);
    }

    /** Takes the batches of an update; {@code unlabeled} is null where there is none. */
    void feed(INDArray labeled, INDArray labels, INDArray unlabeled, long update) {
        placeholders.put(UpdateGraph.LABELED_INPUT, labeled);
        placeholders.put(UpdateGraph.LABELS, labels);
        placeholders.put(UpdateGraph.UNLABELED_INPUT, unlabeled);
        graph.weights().forEach((name, weight) -> placeholders
                .computeIfAbsent(name, n -> Nd4j.scalar(0.0))
                .putScalar(0, weight.at(update)));
        if (program.placeholders().contains(UpdateGraph.NOISE)) {
            placeholders.put(UpdateGraph.NOISE, noise(graph.perturbsUnlabeled() ? unlabeled : labeled, update));
        }
    }

    private INDArray noise(INDArray like, long update) {
        if (noise == null || !noise.equalShapes(like)) {
            noise = Nd4j.createUninitialized(gradient.dataType(), like.shape());
        }
        random.setSeed(Seeds.NOISE.of(seed, update));
        return Nd4j.getExecutioner().exec(new GaussianDistribution(noise, 0.0, 1.0), random);
    }

    /** Latent and logits of the clean pass over the labeled batch that was fed, as the first update finds them. */
    List<INDArray> cleanPass() {
        List<String> names = List.of(
                graph.labeled().outputs().latent().name(),
                graph.labeled().outputs().logits().name());
        try (GraphProgram first = new GraphProgram(graph.graph(), names, parameters.bindings())) {
            Map<String, INDArray> values = first.run(placeholders, Seeds.DROPOUT.of(seed, 0));
            return names.stream().map(name -> values.get(name).dup()).toList();
        }
    }

    /** Runs on what was fed. */
    Result run(GaussianMixture mixture, long update) {
        MixtureVariables.feed(mixture, program.placeholders(), placeholders);
        Map<String, INDArray> values = program.run(placeholders, Seeds.DROPOUT.of(seed, update));
        Map<String, Double> terms = new LinkedHashMap<>();
        graph.built().terms().forEach((name, v) -> terms.put(name, scalar(values, v)));
        Map<String, INDArray> states = new LinkedHashMap<>();
        graph.stateUpdates()
                .forEach((name, u) -> states.put(name, values.get(u.value().name())));
        return new Result(
                scalar(values, graph.built().loss()),
                terms,
                values.get(graph.labeled().outputs().latent().name()),
                states);
    }

    private static double scalar(Map<String, INDArray> values, SDVariable variable) {
        return values.get(variable.name()).getDouble(0);
    }

    /** Changes the states after a run. */
    void updateStates(Result result, double largestDecay) {
        graph.stateUpdates()
                .forEach((name, update) ->
                        update.applyTo(parameters.state(name), result.states().get(name), largestDecay));
    }

    /** Of all parameters after a run, [1, length], 0 for frozen ones; overwritten by the next one. */
    INDArray gradient() {
        return gradient;
    }

    @Override
    public void close() {
        program.close();
        gradient.close();
        if (noise != null) {
            noise.close();
        }
    }
}
