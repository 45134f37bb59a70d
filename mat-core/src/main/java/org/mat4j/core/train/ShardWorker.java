package org.mat4j.core.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.NetworkException;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.shard.ArrayBytes;
import org.mat4j.core.train.shard.CleanOutputs;
import org.mat4j.core.train.shard.Compression;
import org.mat4j.core.train.shard.RoundResult;
import org.mat4j.core.train.shard.RoundState;
import org.mat4j.core.train.shard.SentOutputs;
import org.mat4j.core.train.shard.SentResult;
import org.mat4j.core.train.shard.ShardBatch;
import org.mat4j.core.train.shard.ShardComputer;
import org.mat4j.core.train.shard.ShardResult;
import org.mat4j.core.train.shard.ShardState;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Computes shards of a training's updates: keeps the graph of an update, and the memory it runs in, from one to the next. What it
 * gives is the caller's.
 */
public final class ShardWorker implements ShardComputer, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Network network;
    private final TrainingConfig config;
    private final Map<String, String> own;
    private final ParameterSet parameters;
    private UpdateProgram program;
    private ParameterStep step;

    /**
     * For a training of this network and configuration; shards of another one are refused.
     *
     * @throws IllegalStateException if there is no build of ND4J
     */
    public ShardWorker(Network network, TrainingConfig config) {
        Backend.prepare();
        this.network = network;
        this.config = config;
        own = TrainingSettings.of(network, config);
        parameters = ParameterSet.initialize(network, config.dataType(), config.seed());
        config.rates().applyTo(parameters); // which freezes
    }

    @Override
    public CleanOutputs cleanPass(ShardState state, ShardBatch batch) {
        return prepared(state, batch).cleanPass(batch);
    }

    @Override
    public SentResult update(ShardState state, ShardBatch batch, Compression compression) {
        return SentResult.of(run(prepared(state, batch), batch, mixture(state), state.update()), compression);
    }

    @Override
    public RoundResult round(RoundState state, List<ShardBatch> batches) {
        ShardState start = state.start();
        UpdateProgram ready = prepared(start, batches.get(0));
        if (step == null) {
            step = new ParameterStep(
                    parameters, new ParameterUpdater(config, parameters), new RunningMixture(network, config));
        }
        step.updater()
                .state()
                .forEach((name, array) -> array.assign(state.updater().get(name).toArray()));
        step.mixture().resume(mixture(start));
        List<SentOutputs> updates = new ArrayList<>();
        for (ShardBatch batch : batches) {
            int i = updates.size();
            long update = start.update() + i;
            ShardResult result = run(ready, batch, step.mixture().current(), update);
            DivergenceCheck finite = new DivergenceCheck(config.method(), update + 1);
            step.take(result, batch.labels(), finite, state.epoch(), state.largestDecays()[i]);
            updates.add(SentOutputs.of(result.outputs()));
        }
        return new RoundResult(
                updates,
                ArrayBytes.of(parameters.flat()),
                ShardedComputation.states(parameters),
                step.updater().bytes());
    }

    private ShardResult run(UpdateProgram ready, ShardBatch batch, GaussianMixture mixture, long update) {
        return NetworkException.naming(network, "cannot be run", () -> ready.run(batch, mixture, update));
    }

    private static GaussianMixture mixture(ShardState state) {
        try {
            return GaussianMixture.fromJson(JSON.readTree(state.mixture()));
        } catch (IOException e) {
            throw new IllegalArgumentException("the mixture of update " + state.update() + " cannot be read", e);
        }
    }

    private void requireSame(Map<String, String> settings) {
        List<String> differences = TrainingSettings.differences(settings, own);
        Checks.require(
                differences.isEmpty(),
                "the training",
                "another one than those who compute its shards have: " + String.join("; ", differences),
                "one and the same network and configuration, such as a recipe's");
    }

    private UpdateProgram prepared(ShardState state, ShardBatch batch) {
        requireSame(state.settings());
        parameters.flat().assign(state.parameters().toArray());
        state.states().forEach((name, value) -> parameters.state(name).assign(value.toArray()));
        if (program == null) {
            UpdateGraph.Unlabeled source =
                    batch.unlabeled() == null ? UpdateGraph.Unlabeled.SAME_BATCH : UpdateGraph.Unlabeled.OWN_BATCH;
            program = UpdateProgram.of(network, config, parameters, source, new StopSignal());
        }
        return program;
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
    }
}
