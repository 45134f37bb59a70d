package org.mat4j.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.train.LinearDecaySchedule;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.core.train.listener.LoggingListener;
import org.mat4j.data.dataset.Datasets;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.ImageDataset.Extra;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.ClassBalance;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.example.Examples;
import org.mat4j.data.example.UnlabeledIterator;
import org.mat4j.data.image.ImageData;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.network.MultilayerPerceptron;
import org.mat4j.spark.runs.SparkMaster;
import org.mat4j.spark.testing.StandaloneCluster;
import org.nd4j.linalg.learning.config.Adam;

/** What is learned from 100 labels by two executors, beside one machine that sees as many examples. */
class FewLabelsTest {

    private static final int LABELS = 100;
    private static final int LABELED_BATCH = 50;
    private static final int UNLABELED_BATCH = 250;
    private static final int EXECUTORS = 2;

    /** That of docs/results.md, "100 labels: the MLP", of another size. */
    record Digits(List<Integer> sizes, int updates, long seed) implements TrainingRecipe {

        @Override
        public Network network() {
            return new MultilayerPerceptron().withSizes(sizes).withLogitNormalization(Normalization.BATCH);
        }

        @Override
        public TrainingConfig config() {
            return TrainingConfig.builder()
                    .method(Methods.matEntMin(1).posterior(0.1).beta(0.1))
                    .updater(Adam.builder()
                            .learningRateSchedule(new LinearDecaySchedule(1e-3, updates / 2, updates))
                            .build())
                    .updates(updates)
                    .seed(seed)
                    .build();
        }

        /** The error in percent on the test part. */
        double error(Trainer.Builder trainer, ImageDataset dataset, Optional<Path> folder) {
            Examples training = load(dataset, Part.TRAIN, folder);
            trainer.recomputeStatistics(LABELS, () -> unlabeled(training)).listener(new LoggingListener(LABELS));
            ExampleIterator labeled = ExampleIterator.forTraining(
                    training.randomSubset(LABELS, ClassBalance.EQUAL, seed), LABELED_BATCH, seed);
            try (TrainedModel model = trainer.build().fit(labeled, unlabeled(training))) {
                return model.classifier().errorPercent(ExampleIterator.forEvaluation(load(dataset, Part.TEST, folder)));
            }
        }

        private UnlabeledIterator unlabeled(Examples training) {
            return new UnlabeledIterator(training.unlabeled(), UNLABELED_BATCH, seed);
        }

        private static ImageData load(ImageDataset dataset, Part part, Optional<Path> folder) {
            return Datasets.load(dataset, part, Extra.EXCLUDED, folder);
        }

        Trainer.Builder onOneMachine() {
            return Trainer.builder(network()).config(config());
        }
    }

    @Test
    void aClusterLearnsTheSampleAsOneMachineDoes() {
        Digits digits = new Digits(List.of(64, 32), 60, 1);
        double alone = digits.error(digits.onOneMachine(), ImageDataset.SAMPLE, Optional.empty());
        double together;
        try (JavaSparkContext context = new SparkMaster("local[2]").connect("sample")) {
            together = digits.error(
                    SparkTrainer.builder(context, digits, EXECUTORS), ImageDataset.SAMPLE, Optional.empty());
        }
        assertTrue(alone < 35, () -> "error of one machine: " + alone);
        assertEquals(alone, together, 5);
    }

    /** All of MNIST, whose folder is given with {@code -Dmnist}; {@code -Dseed} may be, too. */
    @Test
    @EnabledIfSystemProperty(named = "mnist", matches = ".+", disabledReason = "takes long, and needs -Dmnist=FOLDER")
    void aClusterLearnsMnistAsOneMachineDoes(@TempDir Path home) throws Exception {
        Optional<Path> folder = Optional.of(Path.of(System.getProperty("mnist")));
        Digits digits = new Digits(List.of(400, 200, 100), 1000, Long.getLong("seed", 1));
        double together;
        try (StandaloneCluster cluster = new StandaloneCluster(home, EXECUTORS);
                JavaSparkContext context = cluster.connect()) {
            together = digits.error(SparkTrainer.builder(context, digits, EXECUTORS), ImageDataset.MNIST, folder);
        }
        double alone = digits.error(digits.onOneMachine(), ImageDataset.MNIST, folder);
        System.out.printf("Test error, %%: %.2f on one machine, %.2f on %d executors%n", alone, together, EXECUTORS);
        assertEquals(alone, together, 1);
    }
}
