package org.mat4j.core.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.engine.program.OperationTimes;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.method.mixture.MixtureVariables;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.network.StateChange;
import org.mat4j.core.train.shard.CleanOutputs;
import org.mat4j.core.train.shard.ShardBatch;
import org.mat4j.core.train.shard.ShardOutputs;
import org.mat4j.core.train.shard.ShardResult;
import org.mat4j.core.train.shard.UpdateBatch;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.GaussianDistribution;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/** Runs an {@link UpdateGraph}: feeds it a batch, or a shard of one, and gives all that an update needs. */
final class UpdateProgram implements BatchComputation {

    private final UpdateGraph graph;
    private final ParameterSet parameters;
    private final long seed;
    private final INDArray gradient;
    private final GraphProgram program;
    private final Random random = Nd4j.getRandomFactory().getNewRandomInstance();
    private final Map<String, INDArray> placeholders = new HashMap<>();
    private INDArray noise;

    /**
     * @param seed of the noise and the dropout masks
     * @param stop may break off a run
     */
    private UpdateProgram(UpdateGraph graph, ParameterSet parameters, long seed, StopSignal stop) {
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

    /** Of the updates of a training, whose graph is built for it. */
    static UpdateProgram of(
            Network network,
            TrainingConfig config,
            ParameterSet parameters,
            UpdateGraph.Unlabeled source,
            StopSignal stop) {
        UpdateGraph graph = new UpdateGraph(
                network, config.method().objective(), parameters, source, config.perturbationSpace(), stop);
        return new UpdateProgram(graph, parameters, config.seed(), stop);
    }

    @Override
    public void measure(OperationTimes times) {
        program.measure(times);
    }

    private void feed(ShardBatch batch, long update) {
        placeholders.put(UpdateGraph.LABELED_INPUT, batch.labeled());
        placeholders.put(UpdateGraph.LABELS, batch.labels());
        placeholders.put(UpdateGraph.UNLABELED_INPUT, batch.unlabeled());
        graph.weights().forEach((name, weight) -> placeholders
                .computeIfAbsent(name, n -> Nd4j.scalar(0.0))
                .putScalar(0, weight.at(update)));
        if (program.placeholders().contains(UpdateGraph.NOISE)) {
            INDArray perturbed = graph.perturbsUnlabeled() ? batch.unlabeled() : batch.labeled();
            long[] shape = perturbed.shape().clone();
            shape[0] *= batch.share().count();
            placeholders.put(UpdateGraph.NOISE, batch.share().of(noise(shape, update)));
        }
    }

    /** That of the whole batch, so that an example's does not depend on how many shards there are. */
    private INDArray noise(long[] shape, long update) {
        if (noise == null || !Arrays.equals(noise.shape(), shape)) {
            noise = Nd4j.createUninitialized(gradient.dataType(), shape);
        }
        random.setSeed(Seeds.NOISE.of(seed, update));
        return Nd4j.getExecutioner().exec(new GaussianDistribution(noise, 0.0, 1.0), random);
    }

    @Override
    public CleanOutputs cleanPass(UpdateBatch update) {
        ShardBatch batch = update.here();
        feed(batch, 0);
        String latent = graph.labeled().outputs().latent().name();
        String logits = graph.labeled().outputs().logits().name();
        try (GraphProgram first = new GraphProgram(graph.graph(), List.of(latent, logits), parameters.bindings())) {
            Map<String, INDArray> values = first.run(placeholders, Seeds.DROPOUT.of(seed, 0), batch.share());
            return new CleanOutputs(values.get(latent).dup(), values.get(logits).dup());
        }
    }

    @Override
    public ShardResult run(UpdateBatch examples, GaussianMixture mixture, long update) {
        ShardBatch batch = examples.here();
        feed(batch, update);
        MixtureVariables.feed(mixture, program.placeholders(), placeholders);
        Map<String, INDArray> values = program.run(placeholders, Seeds.DROPOUT.of(seed, update), batch.share());
        Map<String, Double> terms = new LinkedHashMap<>();
        graph.built().terms().forEach((name, v) -> terms.put(name, scalar(values, v)));
        Map<String, StateChange> states = new LinkedHashMap<>();
        graph.stateUpdates()
                .forEach((name, u) -> states.put(name, u.by(values.get(u.value().name()))));
        ShardOutputs outputs = new ShardOutputs(
                scalar(values, graph.built().loss()),
                terms,
                values.get(graph.labeled().outputs().latent().name()));
        return new ShardResult(outputs, gradient, states);
    }

    private static double scalar(Map<String, INDArray> values, SDVariable variable) {
        return values.get(variable.name()).getDouble(0);
    }

    @Override
    public void freeMemory() {
        program.close();
    }

    @Override
    public void close() {
        freeMemory();
        gradient.close();
        if (noise != null) {
            noise.close();
        }
    }
}
