package org.mat4j.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.storage.RDDBlockId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.UpdateReport;
import org.mat4j.core.train.shard.Averaging;
import org.mat4j.core.train.shard.Shards;
import org.mat4j.spark.data.SparkExamples;
import org.mat4j.spark.testing.BlobReader;
import org.mat4j.spark.testing.StandaloneCluster;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Trainings on a cluster of processes that fail, hang and die: all end bit-equal to one that is left in peace. */
@Timeout(120)
class ClusterTrainingTest {

    private static final TrainingRecipe RECIPE = new Recipes.Mat(10);
    private static final int SHARDS = 2;

    @TempDir
    static Path home;

    private static StandaloneCluster cluster;
    private static JavaSparkContext context;
    private static String undisturbed;
    private static final AtomicInteger speculative = new AtomicInteger();
    private static final AtomicInteger removed = new AtomicInteger();

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        cluster = new StandaloneCluster(home, 2);
        context = cluster.connect(
                "spark.speculation=true",
                "spark.speculation.minTaskRuntime=1s",
                "spark.io.compression.codec=" + DyingReader.class.getName(),
                DyingReader.HOME + "=" + home);
        context.sc().addSparkListener(new SparkListener() {
            @Override
            public void onTaskStart(SparkListenerTaskStart start) {
                if (start.taskInfo().speculative()) {
                    speculative.incrementAndGet();
                }
            }

            @Override
            public void onExecutorRemoved(SparkListenerExecutorRemoved executor) {
                removed.incrementAndGet();
            }
        });
        undisturbed = SparkTrainerTest.result(
                SparkTrainer.builder(context, RECIPE, SHARDS).build());
    }

    @AfterAll
    static void end() {
        context.close();
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource
    void aFaultInTheMiddleOfAnUpdateChangesNothing(FaultyShards.Fault fault) throws Exception {
        Path flag = Files.createFile(folder.resolve("flag"));
        speculative.set(0);
        removed.set(0);
        Shards shards = new SparkShards(context, RECIPE, SHARDS, Machines.ALIKE);
        Trainer trainer = disturbed(shards, fault, flag).build();

        assertEquals(undisturbed, SparkTrainerTest.result(trainer));
        assertFalse(Files.exists(flag), "the fault was met");
        switch (fault) {
            case KILLED -> assertTrue(removed.get() > 0, "an executor died");
            case STRAGGLER -> assertTrue(speculative.get() > 0, "the shard was computed elsewhere, too");
            case LOST_SHARD -> assertEquals(0, removed.get());
        }
    }

    @Test
    void anExecutorKilledInARoundChangesNothing() throws IOException {
        Averaging averaging = Averaging.parametersEvery(3);
        String expected = SparkTrainerTest.result(SparkTrainer.builder(context, RECIPE, SHARDS)
                .averaging(averaging)
                .build());
        Path flag = Files.createFile(folder.resolve("flag"));
        removed.set(0);
        Shards shards = new SparkShards(context, RECIPE, SHARDS, Machines.ALIKE);
        Trainer trainer = disturbed(shards, FaultyShards.Fault.KILLED, flag)
                .averaging(averaging)
                .build();

        assertEquals(expected, SparkTrainerTest.result(trainer));
        assertTrue(removed.get() > 0, "an executor died");
    }

    @Test
    @Timeout(240)
    void anExecutorKilledWithTheExamplesThatItHoldsChangesNothing() throws Exception {
        Path reads = Files.createDirectory(folder.resolve("reads"));
        try (SparkExamples examples = SparkExamples.builder(context, RECIPE.network(), SHARDS)
                .labeled(new BlobReader(36, Recipes.INPUTS, Recipes.CLASSES, 1, reads.toString()))
                .load()) {
            Supplier<DataSetIterator> data = () -> examples.labeled(12, 1);
            String expected = SparkTrainerTest.result(
                    SparkTrainer.builder(context, RECIPE, examples).build(), data.get());
            long before = count(reads);
            Path flag = Files.createFile(folder.resolve("flag"));
            removed.set(0);
            Shards shards = new SparkShards(context, RECIPE, examples, Machines.ALIKE);
            Trainer trainer = disturbed(shards, FaultyShards.Fault.KILLED, flag).build();

            assertEquals(expected, SparkTrainerTest.result(trainer, data.get()));
            assertTrue(removed.get() > 0, "an executor died");
            assertTrue(count(reads) > before, "and its shard was read again");

            while (context.sc().getExecutorMemoryStatus().size() < SHARDS + 1) { // with the driver
                Thread.sleep(100);
            }
            SparkTrainerTest.result(
                    SparkTrainer.builder(context, new Recipes.Mat(70), examples).build(), data.get());
            assertEquals(SHARDS, holders().size(), "an executor that came later took a shard: " + holders());
        }
    }

    /** A training of the recipe's whose shards meet a fault. */
    private static Trainer.Builder disturbed(Shards shards, FaultyShards.Fault fault, Path flag) {
        return Trainer.builder(RECIPE.network()).config(RECIPE.config()).shards(new FaultyShards(shards, fault, flag));
    }

    /** The executors that hold a shard. */
    private static Set<String> holders() {
        int held = context.getPersistentRDDs().keySet().iterator().next();
        Set<String> holders = new HashSet<>();
        for (int shard = 0; shard < SHARDS; shard++) {
            SparkEnv.get()
                    .blockManager()
                    .master()
                    .getLocations(new RDDBlockId(held, shard))
                    .foreach(place -> holders.add(place.executorId()));
        }
        return holders;
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void anExecutorKilledWhileItReadsABroadcastChangesNothing() throws IOException {
        TrainingRecipe recipe = new Recipes.Wide(5);
        String expected = SparkTrainerTest.result(
                SparkTrainer.builder(context, recipe, SHARDS).build());
        removed.set(0);
        Trainer.Builder disturbed = SparkTrainer.builder(context, recipe, SHARDS)
                .listener(new TrainingListener() {
                    @Override
                    public void onUpdate(UpdateReport report) {
                        if (report.update() == 2) {
                            create(DyingReader.flag(home));
                        }
                    }
                });

        assertEquals(expected, SparkTrainerTest.result(disturbed.build()));
        assertFalse(Files.exists(DyingReader.flag(home)), "a reader died");
        assertTrue(removed.get() > 0, "and its executor with it");
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
