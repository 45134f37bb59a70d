package org.mat4j.spark.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
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
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.ClassBalance;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.example.Examples;
import org.mat4j.data.example.UnlabeledIterator;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.network.MultilayerPerceptron;
import org.mat4j.spark.testing.StandaloneCluster;
import org.nd4j.linalg.learning.config.Adam;

/** What is learned from 100 labels by two executors, beside one machine that sees as many examples. */
class FewLabelsTest {

    private static final int LABELS = 100;
    private static final int LABELED_BATCH = 50;
    private static final int UNLABELED_BATCH = 250;
    private static final int STATISTICS_BATCHES = 100;
    private static final int UPDATES = 1000;
    private static final int EXECUTORS = 2;

    /** That of docs/results.md, "100 labels: the MLP", of another size. */
    private record Digits(long seed) implements TrainingRecipe {

        @Override
        public Network network() {
            return new MultilayerPerceptron()
                    .withSizes(List.of(400, 200, 100))
                    .withLogitNormalization(Normalization.BATCH);
        }

        @Override
        public TrainingConfig config() {
            return TrainingConfig.builder()
                    .method(Methods.matEntMin(1).posterior(0.1).beta(0.1))
                    .updater(Adam.builder()
                            .learningRateSchedule(new LinearDecaySchedule(1e-3, UPDATES / 2, UPDATES))
                            .build())
                    .updates(UPDATES)
                    .seed(seed)
                    .build();
        }

        /** The error in percent on the test part. */
        double error(Trainer.Builder trainer, Path folder) {
            Examples training = Datasets.load(ImageDataset.MNIST, Part.TRAIN, folder);
            trainer.recomputeStatistics(STATISTICS_BATCHES, () -> unlabeled(training))
                    .listener(new LoggingListener(UPDATES / 10));
            ExampleIterator labeled = ExampleIterator.forTraining(
                    training.randomSubset(LABELS, ClassBalance.EQUAL, seed), LABELED_BATCH, seed);
            try (TrainedModel model = trainer.build().fit(labeled, unlabeled(training))) {
                return model.classifier()
                        .errorPercent(
                                ExampleIterator.forEvaluation(Datasets.load(ImageDataset.MNIST, Part.TEST, folder)));
            }
        }

        private UnlabeledIterator unlabeled(Examples training) {
            return new UnlabeledIterator(training.unlabeled(), UNLABELED_BATCH, seed);
        }

        Trainer.Builder onOneMachine() {
            return Trainer.builder(network()).config(config());
        }
    }

    /** All of MNIST, whose folder is given with {@code -Dmnist}; {@code -Dseed} may be, too. */
    @Test
    @EnabledIfSystemProperty(named = "mnist", matches = ".+", disabledReason = "takes long, and needs -Dmnist=FOLDER")
    void aClusterLearnsMnistAsOneMachineDoes(@TempDir Path home) throws Exception {
        Path folder = Path.of(System.getProperty("mnist"));
        Digits digits = new Digits(Long.getLong("seed", 1));
        double together;
        try (StandaloneCluster cluster = new StandaloneCluster(home, EXECUTORS);
                JavaSparkContext context = cluster.connect()) {
            together = digits.error(SparkTrainer.builder(context, digits, EXECUTORS), folder);
        }
        double alone = digits.error(digits.onOneMachine(), folder);
        System.out.printf("Test error, %%: %.2f on one machine, %.2f on %d executors%n", alone, together, EXECUTORS);
        assertTrue(together < alone + 1, together + " instead of " + alone);
    }
}
