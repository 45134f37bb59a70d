package org.mat4j.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.check.Values;
import org.mat4j.core.train.Resume;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.TrainingStoppedException;
import org.mat4j.core.train.UpdateReport;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.core.train.data.UnlabeledBatches;
import org.mat4j.core.train.shard.Averaging;
import org.mat4j.spark.data.SparkExamples;
import org.mat4j.spark.testing.BlobReader;
import org.mat4j.spark.testing.LocalSpark;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** A training on examples that the executors hold is that on the same examples in the same order. */
class HeldTrainingTest {

    private static final int UPDATES = 20;
    private static final int BATCH = 12;
    private static final int UNLABELED = 18;
    private static final TrainingRecipe RECIPE = new Recipes.Mat(UPDATES);

    @RegisterExtension
    static final LocalSpark SPARK = new LocalSpark("local[2]");

    @TempDir
    Path folder;

    private static BlobReader reader(int count, long seed, Path reads) {
        return new BlobReader(count, Recipes.INPUTS, Recipes.CLASSES, seed, reads == null ? null : reads.toString());
    }

    /** 5 updates are an epoch. */
    private static SparkExamples load(int shards) {
        return SparkExamples.builder(SPARK.context(), RECIPE.network(), shards)
                .labeled(reader(5 * BATCH, 1, null))
                .unlabeled(SPARK.context().parallelize(reader(50, 2, null).all(), 3))
                .load();
    }

    private static Trainer.Builder alone() {
        return Trainer.builder(RECIPE.network()).config(RECIPE.config());
    }

    private static TrainedModel fit(Trainer.Builder builder, SparkExamples examples, boolean semiSupervised) {
        DataSetIterator labeled = examples.labeled(BATCH, 1);
        return semiSupervised
                ? builder.build().fit(labeled, examples.unlabeled(UNLABELED, 2))
                : builder.build().fit(labeled);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, true", "3, true"})
    void isTheTrainingOnOneMachine(int shards, boolean semiSupervised) {
        try (SparkExamples examples = load(shards);
                TrainedModel one = fit(alone(), examples, semiSupervised);
                TrainedModel held =
                        fit(SparkTrainer.builder(SPARK.context(), RECIPE, examples), examples, semiSupervised)) {
            double tolerance = shards == 1 ? 0 : 1e-9;
            List<INDArray> expected = SparkTrainerTest.values(one);
            List<INDArray> actual = SparkTrainerTest.values(held);
            assertTrue(expected.size() >= 4, "parameters: " + expected.size());
            for (int i = 0; i < expected.size(); i++) {
                Values.assertClose(expected.get(i), actual.get(i), tolerance, "value " + i);
            }
            for (int k = 0; k < Recipes.CLASSES; k++) {
                Values.assertClose(one.mixture().mean(k), held.mixture().mean(k), tolerance, "mean " + k);
            }
            assertEquals(5 * BATCH + " labeled examples", held.info().training().get("mixtureFrom"));
        }
    }

    /** The same examples in the same order, from this machine. */
    private static Batches labeledHere(SparkExamples examples, int epochs) {
        DataSetIterator data = examples.labeled(BATCH, 1);
        List<DataSet> all = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            while (data.hasNext()) {
                all.add(data.next());
            }
            data.reset();
        }
        return Batches.of(all);
    }

    /** One epoch here is as long as all: the ends of rounds are chosen so that there is no difference. */
    @ParameterizedTest
    @CsvSource({"1", "5"})
    void isTheTrainingWhoseExamplesAreSentBitForBit(long every) {
        Averaging averaging = every == 1 ? Averaging.gradients() : Averaging.parametersEvery(every);
        try (SparkExamples examples = load(3)) {
            List<String> sent = new ArrayList<>();
            List<String> held = new ArrayList<>();
            UnlabeledBatches drawn = examples.unlabeled(UNLABELED, 2);
            try (TrainedModel one = SparkTrainer.builder(SPARK.context(), RECIPE, 3)
                            .averaging(averaging)
                            .listener(told(sent))
                            .build()
                            .fit(labeledHere(examples, 4), drawn::next);
                    TrainedModel other = SparkTrainer.builder(SPARK.context(), RECIPE, examples)
                            .averaging(averaging)
                            .listener(told(held))
                            .build()
                            .fit(examples.labeled(BATCH, 1), examples.unlabeled(UNLABELED, 2))) {
                assertEquals(SparkTrainerTest.values(one), SparkTrainerTest.values(other));
                assertEquals(UPDATES, held.size());
                assertEquals(sent, held, "losses");
            }
        }
    }

    /** One shard, as batch normalization is by a shard's own examples. */
    @Test
    void runningStatisticsAreRecomputedOverWhatIsHeld() {
        TrainingRecipe recipe = new Recipes.Normalized(3);
        try (SparkExamples examples = load(1)) {
            UnaryOperator<Trainer.Builder> recomputed =
                    builder -> builder.recomputeStatistics(4, () -> examples.unlabeled(UNLABELED, 3));
            try (TrainedModel one = fit(
                            recomputed.apply(Trainer.builder(recipe.network()).config(recipe.config())),
                            examples,
                            true);
                    TrainedModel held = fit(
                            recomputed.apply(SparkTrainer.builder(SPARK.context(), recipe, examples)), examples, true);
                    TrainedModel without =
                            fit(SparkTrainer.builder(SPARK.context(), recipe, examples), examples, true)) {
                assertEquals(SparkTrainerTest.values(one), SparkTrainerTest.values(held));
                assertNotEquals(SparkTrainerTest.values(without), SparkTrainerTest.values(held));
            }
        }
    }

    @Test
    void theModelOfTheLowestErrorIsGiven() {
        TrainingRecipe recipe = new Recipes.Mat(10);
        DataSetIterator validation = Blobs.batches(1, 30, Recipes.INPUTS, Recipes.CLASSES, 9);
        try (SparkExamples examples = load(2);
                TrainedModel best = SparkTrainer.builder(SPARK.context(), recipe, examples)
                        .build()
                        .fit(examples.labeled(BATCH, 1), validation)) {
            String selected = best.info().training().get("selected");
            assertTrue(selected.contains("validation error"), selected);
        }
    }

    private static String outcome(Trainer.Builder builder, SparkExamples examples) {
        try (TrainedModel model = fit(builder, examples, true)) {
            return SparkTrainerTest.values(model) + " " + model.mixture().toJson();
        }
    }

    private static TrainingListener told(List<String> losses) {
        return new TrainingListener() {
            @Override
            public void onUpdate(UpdateReport report) {
                losses.add(report.loss() + " " + report.terms());
            }
        };
    }

    private static TrainingListener stopping(StopSignal stop) {
        return new TrainingListener() {
            @Override
            public void onUpdate(UpdateReport report) {
                if (report.update() == 7) {
                    stop.request();
                }
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void aStoppedTrainingIsResumedToTheSameEnd(long every) {
        Averaging averaging = every == 1 ? Averaging.gradients() : Averaging.parametersEvery(every);
        CheckpointConfig checkpoints =
                CheckpointConfig.builder(folder).everyUpdates(3).build();
        String whole;
        try (SparkExamples examples = load(2)) {
            whole = outcome(
                    SparkTrainer.builder(SPARK.context(), RECIPE, examples).averaging(averaging), examples);
            StopSignal stop = new StopSignal();
            Trainer.Builder stopped = SparkTrainer.builder(SPARK.context(), RECIPE, examples)
                    .averaging(averaging)
                    .checkpoints(checkpoints)
                    .stopSignal(stop)
                    .listener(stopping(stop));
            assertThrows(TrainingStoppedException.class, () -> fit(stopped, examples, true));
        }
        try (SparkExamples again = load(2)) {
            Trainer.Builder resumed = SparkTrainer.builder(SPARK.context(), RECIPE, again)
                    .averaging(averaging)
                    .checkpoints(checkpoints)
                    .resume(Resume.REQUIRED);
            assertEquals(whole, outcome(resumed, again));
        }
        try (SparkExamples others = SparkExamples.builder(SPARK.context(), RECIPE.network(), 2)
                .labeled(reader(5 * BATCH, 3, null))
                .load()) {
            Trainer.Builder other = SparkTrainer.builder(SPARK.context(), RECIPE, others)
                    .averaging(averaging)
                    .checkpoints(checkpoints)
                    .resume(Resume.REQUIRED);
            String message = assertThrows(RuntimeException.class, () -> fit(other, others, false))
                    .getMessage();
            assertTrue(message.contains("examples is '60 labeled ("), message);
        }
    }

    @Test
    void aShardThatIsLostIsReadAgain() throws IOException {
        try (SparkExamples examples = SparkExamples.builder(SPARK.context(), RECIPE.network(), 2)
                .labeled(reader(5 * BATCH, 1, folder))
                .load()) {
            String expected = SparkTrainerTest.result(
                    SparkTrainer.builder(SPARK.context(), RECIPE, examples).build(), examples.labeled(BATCH, 1));
            assertEquals(2, reads(), "each shard is read once");
            Trainer.Builder disturbed = SparkTrainer.builder(SPARK.context(), RECIPE, examples)
                    .listener(new TrainingListener() {
                        @Override
                        public void onUpdate(UpdateReport report) {
                            if (report.update() == 7) {
                                SPARK.context().getPersistentRDDs().keySet().forEach(id -> SparkEnv.get()
                                        .blockManager()
                                        .removeRdd(id));
                            }
                        }
                    });
            assertEquals(expected, SparkTrainerTest.result(disturbed.build(), examples.labeled(BATCH, 1)));
            assertEquals(4, reads(), "and once more when it is lost");
        }
    }

    private long reads() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    /** Its file is another one when it is read again. */
    @Test
    void aShardThatHasChangedIsRefused() {
        String file = folder.resolve("seed").toString();
        try (SparkExamples examples = SparkExamples.builder(SPARK.context(), RECIPE.network(), 1)
                .labeled((shard, shards) ->
                        reader(BATCH, Files.exists(Path.of(file)) ? 2 : 1, null).read(shard, shards))
                .load()) {
            DataSetIterator data = examples.labeled(BATCH, 1);
            Files.createFile(Path.of(file));
            SPARK.context().getPersistentRDDs().keySet().forEach(id -> SparkEnv.get()
                    .blockManager()
                    .removeRdd(id));
            String message = assertThrows(
                            RuntimeException.class, () -> SparkTrainer.builder(SPARK.context(), RECIPE, examples)
                                    .build()
                                    .fit(data))
                    .getMessage();
            assertTrue(message.contains("that of those that were drawn from: they were changed since"), message);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void examplesOfAnotherNetworkOrThatTheShardsDoNotHoldAreRefused() {
        try (SparkExamples examples = load(2)) {
            String other = assertThrows(
                            IllegalArgumentException.class,
                            () -> SparkTrainer.builder(SPARK.context(), new Recipes.Images(), examples))
                    .getMessage();
            assertTrue(other.contains("examples of shape [4] in 3 classes, expected [2, 2, 1] in 3"), other);
            String sent = assertThrows(
                            RuntimeException.class,
                            () -> fit(SparkTrainer.builder(SPARK.context(), RECIPE, 2), examples, false))
                    .getMessage();
            assertTrue(sent.contains("the shards hold none, expected those that the data is drawn from"), sent);
            String count = assertThrows(
                            RuntimeException.class,
                            () -> fit(SparkTrainer.builder(SPARK.context(), RECIPE, 3), examples, false))
                    .getMessage();
            assertTrue(
                    count.contains(
                            "number of shards that hold the examples is 2, expected 3, that of those who compute"),
                    count);
            String mixed = assertThrows(IllegalArgumentException.class, () -> SparkTrainer.builder(
                                    SPARK.context(), RECIPE, examples)
                            .build()
                            .fit(SparkTrainerTest.data(), examples.unlabeled(UNLABELED, 2)))
                    .getMessage();
            assertTrue(mixed.contains("the unlabeled data is held by the shards, expected not to be"), mixed);
        }
    }
}
