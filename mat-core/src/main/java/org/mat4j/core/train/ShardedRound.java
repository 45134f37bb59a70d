package org.mat4j.core.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.checkpoint.Checkpoint.Progress;
import org.mat4j.core.train.shard.ArrayBytes;
import org.mat4j.core.train.shard.Averaging;
import org.mat4j.core.train.shard.RoundResult;
import org.mat4j.core.train.shard.RoundState;
import org.mat4j.core.train.shard.SentOutputs;
import org.mat4j.core.train.shard.ShardComputer;
import org.mat4j.core.train.shard.ShardOutputs;
import org.mat4j.core.train.shard.Shards;
import org.mat4j.core.train.shard.UpdateBatch;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Has shards make {@linkplain Averaging.Parameters rounds} of updates, and averages where these led them.
 *
 * @param settings see {@link org.mat4j.core.train.shard.ShardState}
 */
record ShardedRound(
        Shards shards,
        Map<String, String> settings,
        ParameterSet parameters,
        ParameterUpdater updater,
        StopSignal stop) {

    /**
     * Makes the updates of a round; the mixture is left.
     *
     * @param batches one for each update
     * @param progress before the first
     * @return what each update gave, with the latents of all shards
     */
    List<ShardOutputs> run(
            List<UpdateBatch> batches, Progress progress, GaussianMixture mixture, StatisticsDecay decay) {
        RoundState state = new RoundState(
                ShardedComputation.state(progress.update(), parameters, mixture, settings),
                progress.epoch(),
                updater.bytes(),
                IntStream.range(0, batches.size())
                        .mapToDouble(i -> decay.largest(progress.update() + i))
                        .toArray());
        List<RoundResult> parts = shards.deal(state, batches, ShardComputer::round, stop::isOverdue);
        parameters.flat().assign(mean(parts, RoundResult::parameters));
        parameters.stateNames().forEach(name -> parameters.state(name).assign(mean(parts, part -> part.states()
                .get(name))));
        updater.state()
                .forEach((name, array) ->
                        array.assign(mean(parts, part -> part.updater().get(name))));
        List<ShardOutputs> updates = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            int update = i;
            updates.add(ShardOutputs.merged(parts.stream()
                    .map(part -> part.updates().get(update))
                    .map(SentOutputs::outputs)
                    .toList()));
        }
        return updates;
    }

    /** In the order of the shards; of equal values, as of what is frozen, that value to the bit. */
    private static INDArray mean(List<RoundResult> parts, Function<RoundResult, ArrayBytes> value) {
        INDArray first = value.apply(parts.get(0)).toArray();
        INDArray mean = first.dup();
        parts.subList(1, parts.size())
                .forEach(
                        part -> mean.addi(value.apply(part).toArray().sub(first).divi(parts.size())));
        return mean;
    }
}
