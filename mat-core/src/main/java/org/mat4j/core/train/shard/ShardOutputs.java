package org.mat4j.core.train.shard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What the network and the objective made of the examples of an update, or of a shard of them.
 *
 * @param loss the objective, a mean over the examples
 * @param terms by name, without their weights; means too
 * @param latent of the labeled examples, [n, D]
 */
public record ShardOutputs(double loss, Map<String, Double> terms, INDArray latent) {

    /** Those of a whole batch, from those of its shards in their order. */
    public static ShardOutputs merged(List<ShardOutputs> parts) {
        Map<String, Double> terms = new LinkedHashMap<>();
        parts.get(0)
                .terms()
                .keySet()
                .forEach(
                        name -> terms.put(name, mean(parts, part -> part.terms().get(name))));
        return new ShardOutputs(mean(parts, ShardOutputs::loss), terms, rows(parts, ShardOutputs::latent));
    }

    private static double mean(List<ShardOutputs> parts, ToDoubleFunction<ShardOutputs> value) {
        return parts.stream().mapToDouble(value).average().orElseThrow();
    }

    /** The rows of a whole batch, from those of its shards in their order. */
    public static <T> INDArray rows(List<T> parts, Function<T, INDArray> value) {
        return parts.size() == 1
                ? value.apply(parts.get(0))
                : Nd4j.concat(0, parts.stream().map(value).toArray(INDArray[]::new));
    }
}
