package org.mat4j.core.train;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.mat4j.core.engine.program.OperationTimes;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.network.StateChange;
import org.mat4j.core.train.shard.CleanOutputs;
import org.mat4j.core.train.shard.ShardBatch;
import org.mat4j.core.train.shard.ShardComputer;
import org.mat4j.core.train.shard.ShardResult;
import org.mat4j.core.train.shard.ShardState;
import org.mat4j.core.train.shard.Shards;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Computes an update in equal shards. All losses are means over examples, so that their mean over the shards is that over the
 * batch, and so is the gradient's. The latents are put together again: those of a batch are fewer numbers than sums and products
 * for the mixture, which then is the same. Sums are taken in the order of the shards, whoever computed them.
 */
final class ShardedComputation implements BatchComputation {

    private final Shards shards;
    private final ParameterSet parameters;
    private final Map<String, String> settings;
    private final StopSignal stop;

    /** @param settings see {@link ShardState} */
    ShardedComputation(Shards shards, Map<String, String> settings, ParameterSet parameters, StopSignal stop) {
        this.shards = shards;
        this.settings = settings;
        this.parameters = parameters;
        this.stop = stop;
    }

    @Override
    public CleanOutputs cleanPass(ShardBatch batch) {
        List<CleanOutputs> parts = computed(state(0, null), batch, ShardComputer::cleanPass);
        return new CleanOutputs(rows(parts, CleanOutputs::latent), rows(parts, CleanOutputs::logits));
    }

    @Override
    public ShardResult run(ShardBatch batch, GaussianMixture mixture, long update) {
        List<ShardResult> parts = computed(state(update, mixture.toJson().toString()), batch, ShardComputer::update);
        Map<String, Double> terms = new LinkedHashMap<>();
        parts.get(0)
                .terms()
                .keySet()
                .forEach(
                        name -> terms.put(name, mean(parts, part -> part.terms().get(name))));
        Map<String, StateChange> states = new LinkedHashMap<>();
        parts.get(0)
                .states()
                .forEach((name, change) -> states.put(
                        name,
                        new StateChange(
                                meanOf(parts, part -> part.states().get(name).value()), change.decay())));
        return new ShardResult(
                mean(parts, ShardResult::loss),
                terms,
                meanOf(parts, ShardResult::gradient),
                rows(parts, ShardResult::latent),
                states);
    }

    private <T extends Serializable> List<T> computed(ShardState state, ShardBatch batch, Shards.Task<T> task) {
        return shards.run(state, batch.parts(shards.count()), task, stop::isOverdue);
    }

    private ShardState state(long update, String mixture) {
        Map<String, INDArray> states = new LinkedHashMap<>();
        parameters.stateNames().forEach(name -> states.put(name, parameters.state(name)));
        return new ShardState(update, parameters.flat(), states, mixture, settings);
    }

    private static <T> double mean(List<T> parts, ToDoubleFunction<T> value) {
        return parts.stream().mapToDouble(value).average().orElseThrow();
    }

    private static <T> INDArray meanOf(List<T> parts, Function<T, INDArray> value) {
        INDArray mean = value.apply(parts.get(0)).dup();
        parts.subList(1, parts.size()).forEach(part -> mean.addi(value.apply(part)));
        return parts.size() == 1 ? mean : mean.divi(parts.size());
    }

    private static <T> INDArray rows(List<T> parts, Function<T, INDArray> value) {
        return parts.size() == 1
                ? value.apply(parts.get(0))
                : Nd4j.concat(0, parts.stream().map(value).toArray(INDArray[]::new));
    }

    /** Those who compute know where their time goes. */
    @Override
    public void measure(OperationTimes times) {}

    @Override
    public void close() {}
}
