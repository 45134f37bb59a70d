package org.mat4j.core.train;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.NetworkException;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.network.StateChange;
import org.mat4j.core.train.shard.CleanOutputs;
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
    public ShardResult update(ShardState state, ShardBatch batch) {
        GaussianMixture mixture;
        try {
            mixture = GaussianMixture.fromJson(JSON.readTree(state.mixture()));
        } catch (IOException e) {
            throw new IllegalArgumentException("the mixture of update " + state.update() + " cannot be read", e);
        }
        ShardResult result = NetworkException.naming(
                network, "cannot be run", () -> prepared(state, batch).run(batch, mixture, state.update()));
        Map<String, StateChange> states = new LinkedHashMap<>();
        result.states()
                .forEach((name, change) ->
                        states.put(name, new StateChange(change.value().dup(), change.decay())));
        return new ShardResult(
                result.loss(),
                result.terms(),
                result.gradient().dup(),
                result.latent().dup(),
                states);
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
        parameters.flat().assign(state.parameters());
        state.states().forEach((name, value) -> parameters.state(name).assign(value));
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
