package org.mat4j.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.method.Methods;
import org.mat4j.core.network.Network;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.UpdateReport;
import org.mat4j.layers.network.ConvNet;
import org.mat4j.layers.network.LeNetPlusPlus;
import org.mat4j.spark.data.Example;
import org.mat4j.spark.data.SparkExamples;
import org.mat4j.spark.testing.StandaloneCluster;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** How long an update takes on 1 and 2 executors of a core each: printed, not asserted. */
class ScalingTest {

    private static final int WARMUP = 5;
    private static final int CLASSES = 10;
    private static final int BATCHES = 4;

    /** MAT at full width. */
    private record Wide(boolean large, int updates) implements TrainingRecipe {

        @Override
        public Network network() {
            return large ? ConvNet.convLarge() : new LeNetPlusPlus();
        }

        @Override
        public TrainingConfig config() {
            return TrainingConfig.builder()
                    .method(Methods.mat(2))
                    .updates(updates)
                    .build();
        }

        Batches random(int batch) {
            List<DataSet> batches = new ArrayList<>();
            for (int k = 0; k < BATCHES; k++) {
                DataSet one = new DataSet(
                        large ? Nd4j.rand(batch, 32, 32, 3) : Nd4j.rand(batch, 28, 28, 1), Nd4j.zeros(batch, CLASSES));
                for (int i = 0; i < batch; i++) {
                    one.getLabels().putScalar(i, i % CLASSES, 1);
                }
                batches.add(one);
            }
            return Batches.of(batches);
        }

        /** As many, on the executors. */
        SparkExamples held(JavaSparkContext context, int batch, int shards) {
            int length = large ? 32 * 32 * 3 : 28 * 28;
            return SparkExamples.builder(context, network(), shards)
                    .labeled((shard, count) -> {
                        Random random = new Random(shard);
                        return IntStream.range(0, BATCHES * batch / count).mapToObj(i -> {
                            float[] pixels = new float[length];
                            for (int j = 0; j < length; j++) {
                                pixels[j] = random.nextInt(256) / 255f;
                            }
                            return Example.labeled(pixels, i % CLASSES);
                        });
                    })
                    .load();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "false, 100, 20, 1, false",
        "false, 100, 20, 2, false",
        "false, 100, 20, 2, true",
        "true, 32, 8, 1, false",
        "true, 32, 8, 2, false",
        "true, 32, 8, 2, true"
    })
    @EnabledIfSystemProperty(
            named = "scaling",
            matches = "true",
            disabledReason = "takes minutes, and needs -Dscaling=true")
    void anUpdateOn(boolean large, int batch, int updates, int executors, boolean held, @TempDir Path home)
            throws Exception {
        Wide recipe = new Wide(large, updates);
        List<Long> ends = new ArrayList<>();
        try (StandaloneCluster cluster = new StandaloneCluster(home, executors);
                JavaSparkContext context = cluster.connect()) {
            SparkExamples examples = recipe.held(context, batch, executors);
            SparkShards shards = held
                    ? new SparkShards(context, recipe, examples, Machines.ALIKE)
                    : new SparkShards(context, recipe, executors, Machines.ALIKE);
            SparkTrainer.builder(recipe, shards)
                    .listener(new TrainingListener() {
                        @Override
                        public void onUpdate(UpdateReport report) {
                            ends.add(System.nanoTime());
                        }
                    })
                    .build()
                    .fit(held ? examples.labeled(batch, 1) : recipe.random(batch))
                    .close();
            long[] took = new long[updates - WARMUP];
            for (int i = 0; i < took.length; i++) {
                took[i] = ends.get(i + WARMUP) - ends.get(i + WARMUP - 1);
            }
            Arrays.sort(took);
            System.out.printf(
                    "%s, %d examples%s, %d executors: median %d ms per update; with the first ones %s%n",
                    recipe.network().name(),
                    batch,
                    held ? " held there" : "",
                    executors,
                    took[took.length / 2] / 1_000_000,
                    shards.times());
            assertEquals(updates, ends.size());
        }
    }
}
