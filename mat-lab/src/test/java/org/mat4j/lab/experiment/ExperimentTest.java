package org.mat4j.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.mat4j.core.train.TrainingConfig.Duration;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.preprocess.Augmentation;
import org.mat4j.lab.testing.Messages;
import org.mat4j.layers.network.LeNetPlusPlus;
import org.mat4j.layers.network.MultilayerPerceptron;

/** Which settings an experiment takes: none that is out of range, and none that would do nothing. */
class ExperimentTest {

    private static final DataSelection SOME =
            DataSelection.of(ImageDataset.SAMPLE).withTrainSize(60).withValidationSize(10);
    private static final DataSelection FEW_LABELS = SOME.withLabels(20);
    private static final DataSelection UNVALIDATED = SOME.withValidationSize(0);

    private static void assertRefused(String expected, DataSelection data, UnaryOperator<ExperimentBuilder> change) {
        ExperimentBuilder experiment = change.apply(Experiment.builder(data));
        Messages.refused(experiment::build, expected);
    }

    @Test
    void aValueOutOfRangeIsNamed() {
        assertRefused("epochs is 3 and updates is 7", SOME, e -> e.epochs(3).updates(7));
        assertRefused("0 epochs", SOME, e -> e.epochs(0));
        assertRefused("-2 updates", SOME, e -> e.updates(-2));
        assertRefused("batch size is 0", SOME, e -> e.batchSize(0));
        assertRefused("unlabeled batch size is 0", FEW_LABELS, e -> e.unlabeledBatchSize(0));
        assertRefused("learning rate is NaN", SOME, e -> e.learningRate(Double.NaN));
        assertRefused("updates between validations is 0", SOME, e -> e.evaluateEvery(0));
        assertRefused("weight average is 1.0", SOME, e -> e.weightAverage(1));
        assertRefused("batches for the statistics is -1", SOME, e -> e.statisticsBatches(-1));
        assertRefused("patience is 0", SOME, e -> e.patience(0));
        assertRefused("robustness size is -1", SOME, e -> e.robustnessSize(-1));
    }

    @Test
    void aValueThatWouldDoNothingIsRefused() {
        assertRefused("unlabeled batch size is 12", SOME, e -> e.unlabeledBatchSize(12));
        assertRefused("batches for the statistics is 5", SOME, e -> e.network(new LeNetPlusPlus())
                .statisticsBatches(5));
        assertRefused("patience is 2", UNVALIDATED, e -> e.patience(2));
        assertRefused("updates between validations is 9", UNVALIDATED, e -> e.evaluateEvery(9));
        assertRefused("measurements of the smoothness is 4", UNVALIDATED, e -> e.smoothness(SmoothnessPlan.every(4)));

        Experiment.builder(FEW_LABELS)
                .unlabeledBatchSize(12)
                .network(new MultilayerPerceptron())
                .statisticsBatches(5)
                .patience(2)
                .evaluateEvery(9)
                .smoothness(SmoothnessPlan.every(4))
                .build();
    }

    @Test
    void whatTheDataDoesNotAllowIsRefused() {
        TrainingExamples examples = TrainingExamples.load(SOME, 1);
        TrainingExamples unvalidated =
                new TrainingExamples(examples.training(), Optional.empty(), Optional.empty(), List.of());
        Experiment experiment =
                Experiment.builder(SOME).batchSize(60).patience(2).build();
        experiment.check(examples);

        assertUnfit("batch size is 61", experiment.withBatchSize(61), examples);
        assertUnfit("patience is 2", experiment, unvalidated);
        assertUnfit("28", experiment.withAugmentation(Augmentation.DIGITS.withMaxTranslation(28)), examples);
    }

    private static void assertUnfit(String expected, Experiment experiment, TrainingExamples examples) {
        Messages.refused(() -> experiment.check(examples), expected);
    }

    @Test
    void aCopyDiffersByOneValue() {
        Experiment experiment = Experiment.builder(SOME).build();
        Experiment longer = experiment.withUpdates(OptionalLong.of(70));

        assertEquals(new Duration(Duration.Unit.EPOCHS, Experiment.DEFAULT_EPOCHS), experiment.duration());
        assertEquals(new Duration(Duration.Unit.UPDATES, 70), longer.duration());
        assertEquals(
                new Duration(Duration.Unit.UPDATES, 70), longer.trainingConfig().duration());
        assertEquals(experiment, longer.withUpdates(OptionalLong.empty()));
        TrainingExamples examples = TrainingExamples.load(SOME, 1);
        Map<String, String> facts = experiment.facts(examples);
        assertEquals(facts, experiment.facts(examples));
        assertEquals("2", experiment.withSeed(2).facts(examples).get("seed"));
    }

    @Test
    void fewLabelsAreValidatedByUpdates() {
        assertEquals(
                OptionalLong.of(Experiment.SEMI_SUPERVISED_INTERVAL),
                Experiment.builder(FEW_LABELS).build().trainingConfig().evaluateEvery());
        assertEquals(
                OptionalLong.of(7),
                Experiment.builder(FEW_LABELS)
                        .evaluateEvery(7)
                        .build()
                        .trainingConfig()
                        .evaluateEvery());
        assertEquals(
                OptionalLong.empty(),
                Experiment.builder(SOME).build().trainingConfig().evaluateEvery());
    }
}
