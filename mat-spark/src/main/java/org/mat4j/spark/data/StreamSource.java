package org.mat4j.spark.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Where a stream's examples come from. */
@FunctionalInterface
interface StreamSource {

    /** One element per shard. */
    JavaRDD<PackedExamples> packed(JavaSparkContext context, StreamForm form, int shards);

    static StreamSource of(ShardReader reader) {
        return (context, form, shards) -> context.parallelize(
                        IntStream.range(0, shards).boxed().toList(), shards)
                .map(shard -> {
                    try (Stream<Example> examples = reader.read(shard, shards)) {
                        return PackedExamples.of(examples.iterator(), form, shard);
                    }
                });
    }

    static StreamSource of(JavaRDD<Example> examples) {
        return (context, form, shards) -> examples.zipWithIndex()
                .mapToPair(example -> new Tuple2<>(example._2(), example._1()))
                .partitionBy(new ShardPartitioner(shards))
                .mapPartitionsWithIndex(
                        (shard, dealt) -> List.of(PackedExamples.of(sorted(dealt), form, shard))
                                .iterator(),
                        true);
    }

    /** In the order of the whole: what is dealt comes in any. */
    private static Iterator<Example> sorted(Iterator<Tuple2<Long, Example>> dealt) {
        List<Tuple2<Long, Example>> all = new ArrayList<>();
        dealt.forEachRemaining(all::add);
        all.sort(Comparator.comparingLong(Tuple2::_1));
        return all.stream().map(Tuple2::_2).iterator();
    }
}
