package org.mat4j.core.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.shard.Averaging;
import org.mat4j.core.train.shard.RoundBatches;
import org.mat4j.core.train.shard.RoundResult;
import org.mat4j.core.train.shard.RoundState;
import org.mat4j.core.train.shard.ShardBatch;
import org.mat4j.core.train.shard.ShardComputer;
import org.mat4j.core.train.shard.ShardOutputs;
import org.mat4j.core.train.shard.Shards;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Has shards make a {@linkplain Averaging.Parameters round} of updates, and averages where it led them. */
record ShardedRound(Shards shards, StopSignal stop) {

    /**
     * Makes the updates of a round; the mixture is left.
     *
     * @param state of the parameters, whose states it has by reference, and of the updater
     * @param batches whole, one for each update
     * @return what each update gave, with the latents of all shards
     */
    List<ShardOutputs> run(
            RoundState state, List<ShardBatch> batches, ParameterSet parameters, ParameterUpdater updater) {
        List<RoundResult> parts = shards.run(state, dealt(batches), ShardComputer::round, stop::isOverdue);
        parameters.flat().assign(mean(parts, part -> part.parameters().toArray()));
        state.start()
                .states()
                .forEach((name, array) ->
                        array.assign(mean(parts, part -> part.states().get(name))));
        updater.state()
                .forEach((name, array) -> array.assign(
                        mean(parts, part -> part.updater().get(name).toArray())));
        List<ShardOutputs> updates = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            int update = i;
            updates.add(ShardOutputs.merged(
                    parts.stream().map(part -> part.updates().get(update)).toList()));
        }
        return updates;
    }

    private List<RoundBatches> dealt(List<ShardBatch> batches) {
        List<List<ShardBatch>> parts =
                batches.stream().map(batch -> batch.parts(shards.count())).toList();
        List<RoundBatches> dealt = new ArrayList<>();
        for (int i = 0; i < shards.count(); i++) {
            int shard = i;
            dealt.add(
                    new RoundBatches(parts.stream().map(part -> part.get(shard)).toList()));
        }
        return dealt;
    }

    /** In the order of the shards; of equal values, as of what is frozen, that value to the bit. */
    private static INDArray mean(List<RoundResult> parts, Function<RoundResult, INDArray> value) {
        INDArray first = value.apply(parts.get(0));
        INDArray mean = first.dup();
        parts.subList(1, parts.size())
                .forEach(part -> mean.addi(value.apply(part).sub(first).divi(parts.size())));
        return mean;
    }
}
