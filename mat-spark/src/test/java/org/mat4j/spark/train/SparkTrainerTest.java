package org.mat4j.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.NetworkException;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.train.Resume;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.TrainingStoppedException;
import org.mat4j.core.train.UpdateReport;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.core.train.shard.Averaging;
import org.mat4j.core.train.shard.Compression;
import org.mat4j.spark.testing.LocalSpark;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Trainings on two threads of a Spark in this process, which has the serializer that many clusters have. */
class SparkTrainerTest {

    private static final int UPDATES = 10;
    private static final TrainingRecipe RECIPE = new Recipes.Mat(UPDATES);

    @RegisterExtension
    static final LocalSpark SPARK = new LocalSpark("local[2]");

    @TempDir
    Path folder;

    static Batches data() {
        return Blobs.batches(4, 12, Recipes.INPUTS, Recipes.CLASSES, 1);
    }

    static List<INDArray> values(TrainedModel model) {
        List<INDArray> values = new ArrayList<>();
        model.classifier().graph().variableMap().values().stream()
                .filter(v -> v.getArr() != null)
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .forEach(v -> values.add(v.getArr().dup()));
        return values;
    }

    /** All values of the model after a training, with its mixture. */
    static String result(Trainer trainer) {
        return result(trainer, data());
    }

    /** As above, on other data. */
    static String result(Trainer trainer, DataSetIterator data) {
        try (TrainedModel model = trainer.fit(data)) {
            return values(model) + " " + model.mixture().toJson();
        }
    }

    @Test
    void oneShardIsTheTrainingOnOneMachineBitForBit() {
        String alone =
                result(Trainer.builder(RECIPE.network()).config(RECIPE.config()).build());
        assertEquals(
                alone, result(SparkTrainer.builder(SPARK.context(), RECIPE, 1).build()));
    }

    @Test
    void shardsGiveTheSameHowOftenEverTheyAreComputed() {
        SparkShards shards = new SparkShards(SPARK.context(), RECIPE, 3, Machines.ALIKE);
        String first = result(SparkTrainer.builder(RECIPE, shards).build());
        assertEquals(
                first, result(SparkTrainer.builder(SPARK.context(), RECIPE, 3).build()));
        RoundTimes times = shards.times();
        assertEquals(UPDATES + 1, times.updates(), "with the pass before the first");
        assertTrue(times.compute() > 0 && times.total() > times.compute(), times.toString());
    }

    @Test
    void roundsAndHalvedGradientsGiveTheSameHowOftenEverTheyAreComputed() {
        for (Averaging averaging : List.of(Averaging.parametersEvery(4), Averaging.gradients(Compression.HALF))) {
            SparkShards shards = new SparkShards(SPARK.context(), RECIPE, 3, Machines.ALIKE);
            String first = result(
                    SparkTrainer.builder(RECIPE, shards).averaging(averaging).build());
            assertEquals(
                    first,
                    result(SparkTrainer.builder(SPARK.context(), RECIPE, 3)
                            .averaging(averaging)
                            .build()));
            assertEquals(
                    UPDATES / averaging.updates() > 5,
                    shards.times().updates() == UPDATES + 1,
                    averaging + ": " + shards.times());
        }
    }

    @Test
    void aStoppedTrainingIsResumedToTheSameEnd() {
        String whole = result(SparkTrainer.builder(SPARK.context(), RECIPE, 2).build());
        CheckpointConfig checkpoints =
                CheckpointConfig.builder(folder).everyUpdates(3).build();
        StopSignal stop = new StopSignal();
        Trainer.Builder stopped = SparkTrainer.builder(SPARK.context(), RECIPE, 2)
                .checkpoints(checkpoints)
                .stopSignal(stop)
                .listener(new TrainingListener() {
                    @Override
                    public void onUpdate(UpdateReport report) {
                        if (report.update() == 5) {
                            stop.request();
                        }
                    }
                });
        assertThrows(TrainingStoppedException.class, () -> stopped.build().fit(data()));

        Trainer.Builder resumed = SparkTrainer.builder(SPARK.context(), RECIPE, 2)
                .checkpoints(checkpoints)
                .resume(Resume.REQUIRED);
        assertEquals(whole, result(resumed.build()));

        Trainer.Builder other = SparkTrainer.builder(SPARK.context(), RECIPE, 3)
                .checkpoints(checkpoints)
                .resume(Resume.REQUIRED);
        String message = assertThrows(RuntimeException.class, () -> result(other.build()))
                .getMessage();
        assertTrue(message.contains("shards is '2' there, '3' here"), message);
    }

    @Test
    void anErrorOfTheTrainingIsToldAsOnOneMachine() {
        SparkShards broken = new SparkShards(SPARK.context(), new Recipes.Broken(), 2, Machines.ALIKE);
        Trainer trainer = Trainer.builder(RECIPE.network())
                .config(RECIPE.config())
                .shards(broken)
                .build();
        String message =
                assertThrows(NetworkException.class, () -> result(trainer)).getMessage();
        assertTrue(message.contains("there is no file weights.zip"), message);

        String uneven = assertThrows(
                        IllegalArgumentException.class,
                        () -> result(
                                SparkTrainer.builder(SPARK.context(), RECIPE, 5).build()))
                .getMessage();
        assertTrue(uneven.contains("is 12, expected a multiple of 5"), uneven);
        String none = assertThrows(
                        IllegalArgumentException.class, () -> SparkTrainer.builder(SPARK.context(), RECIPE, 0))
                .getMessage();
        assertTrue(none.contains("number of shards is 0"), none);
    }

    @Test
    void anotherConfigurationThanTheRecipesIsRefused() {
        Trainer trainer = SparkTrainer.builder(SPARK.context(), RECIPE, 2)
                .config(RECIPE.config().withMethod(Methods.baseline()))
                .build();
        String message =
                assertThrows(NetworkException.class, () -> result(trainer)).getMessage();
        assertTrue(message.contains("method is 'baseline' there, 'mat' here"), message);
    }
}
