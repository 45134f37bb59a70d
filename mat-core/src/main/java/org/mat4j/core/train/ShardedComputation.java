package org.mat4j.core.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.mat4j.core.engine.program.OperationTimes;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.network.StateChange;
import org.mat4j.core.train.shard.ArrayBytes;
import org.mat4j.core.train.shard.Averaging;
import org.mat4j.core.train.shard.CleanOutputs;
import org.mat4j.core.train.shard.Compression;
import org.mat4j.core.train.shard.SentResult;
import org.mat4j.core.train.shard.ShardOutputs;
import org.mat4j.core.train.shard.ShardResult;
import org.mat4j.core.train.shard.ShardState;
import org.mat4j.core.train.shard.Shards;
import org.mat4j.core.train.shard.UpdateBatch;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Computes an update in equal shards. All losses are means over examples, so that their mean over the shards is that over the
 * batch, and so is the gradient's. The latents are put together again: those of a batch are fewer numbers than sums and products
 * for the mixture, which then is the same. Sums are taken in the order of the shards, whoever computed them.
 */
final class ShardedComputation implements BatchComputation {

    private final Sharding sharding;
    private final ParameterSet parameters;
    private final Map<String, String> settings;
    private final StopSignal stop;

    /** @param settings see {@link ShardState} */
    ShardedComputation(Sharding sharding, Map<String, String> settings, ParameterSet parameters, StopSignal stop) {
        this.sharding = sharding;
        this.settings = settings;
        this.parameters = parameters;
        this.stop = stop;
    }

    @Override
    public CleanOutputs cleanPass(UpdateBatch batch) {
        List<CleanOutputs> parts = shards().deal(
                        state(0, parameters, null, settings),
                        List.of(batch),
                        (computer, state, batches) -> computer.cleanPass(state, batches.get(0)),
                        stop::isOverdue);
        return new CleanOutputs(
                ShardOutputs.rows(parts, CleanOutputs::latent), ShardOutputs.rows(parts, CleanOutputs::logits));
    }

    @Override
    public ShardResult run(UpdateBatch batch, GaussianMixture mixture, long update) {
        List<ShardResult> parts = results(state(update, parameters, mixture, settings), batch);
        Map<String, StateChange> states = new LinkedHashMap<>();
        parts.get(0)
                .states()
                .forEach((name, change) -> states.put(
                        name,
                        new StateChange(
                                meanOf(parts, part -> part.states().get(name).value()), change.decay())));
        return new ShardResult(
                ShardOutputs.merged(parts.stream().map(ShardResult::outputs).toList()),
                meanOf(parts, ShardResult::gradient),
                states);
    }

    private List<ShardResult> results(ShardState state, UpdateBatch batch) {
        Compression compression = sharding.averaging() instanceof Averaging.Gradients gradients
                ? gradients.compression()
                : Compression.NONE;
        return shards()
                .deal(
                        state,
                        List.of(batch),
                        (computer, s, batches) -> computer.update(s, batches.get(0), compression),
                        stop::isOverdue)
                .stream()
                .map(SentResult::result)
                .toList();
    }

    private Shards shards() {
        return sharding.shards();
    }

    /** Of a training as it stands; before the first update the mixture is null. */
    static ShardState state(
            long update, ParameterSet parameters, GaussianMixture mixture, Map<String, String> settings) {
        return new ShardState(
                update,
                ArrayBytes.of(parameters.flat()),
                states(parameters),
                mixture == null ? null : mixture.toJson().toString(),
                settings);
    }

    static Map<String, ArrayBytes> states(ParameterSet parameters) {
        Map<String, INDArray> states = new LinkedHashMap<>();
        parameters.stateNames().forEach(name -> states.put(name, parameters.state(name)));
        return ArrayBytes.of(states);
    }

    private static <T> INDArray meanOf(List<T> parts, Function<T, INDArray> value) {
        INDArray mean = value.apply(parts.get(0)); // which nobody else has
        parts.subList(1, parts.size()).forEach(part -> mean.addi(value.apply(part)));
        return parts.size() == 1 ? mean : mean.divi(parts.size());
    }

    /** Those who compute know where their time goes. */
    @Override
    public void measure(OperationTimes times) {}

    @Override
    public void freeMemory() {}

    @Override
    public void close() {}
}
