package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.core.measure.attack.RobustnessEvaluator;
import org.mat4j.core.measure.attack.RobustnessResult;
import org.mat4j.core.measure.attack.StandardAttack;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.data.dataset.Datasets;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.ClassBalance;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.example.Examples;
import org.mat4j.data.image.ImageData;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.ExperimentData;
import org.mat4j.lab.experiment.Scores;
import org.mat4j.lab.plot.LatentSample;

/** Short real runs with another preprocessing than the default. */
class PreprocessingOptionsTest {

    private static final String TRAIN =
            "train --network mlp --width 64 --latent-size 8 --method baseline --updates 60 --learning-rate 0.01 --train-size 500"
                    + " --validation-size 100 --out ";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "--preprocessing standardized --augment translate --translation 1, 'standardized by channel, mean',"
                + " translation by at most 1 pixels",
        "--preprocessing zca --zca-regularization 0.1, 'whitened by ZCA, regularization 0.1', none",
        "--augment translate-flip, 'scaled to [0, 1]', 'translation by at most 2 pixels, random horizontal flip'"
    })
    void theModelIsTrainedSavedAndEvaluatedWithIt(String options, String preprocessing, String augmentation)
            throws IOException {
        Path out = folder.resolve("run");
        Cli train = Cli.succeed(TRAIN + out + " --robustness-size 100 " + options);
        String said = train.json().at("/provenance/preprocessing").asText();
        assertTrue(said.startsWith(preprocessing), said);
        assertEquals(augmentation, train.json().at("/provenance/augmentation").asText());
        double error = train.json().path("testError").asDouble();
        // A wrong input gives about 90.
        assertTrue(error < 60, () -> "test error " + error);

        Cli evaluate = Cli.succeed("evaluate --model " + out.resolve("model.zip"));
        assertEquals(error, evaluate.json().path("testError").asDouble());
        ImageData test = Datasets.load(ImageDataset.SAMPLE, Part.TEST);
        try (TrainedModel model = TrainedModel.load(out.resolve("model.zip"))) {
            Classifier classifier = model.classifier();
            assertEquals(error, classifier.errorPercent(ExampleIterator.forEvaluation(test, 100)), 1e-9);
            double lowest = Files.readAllLines(out.resolve("history.csv")).stream()
                    .skip(1)
                    .map(row -> row.substring(row.lastIndexOf(',') + 1))
                    .filter(cell -> !cell.isEmpty())
                    .mapToDouble(Double::parseDouble)
                    .min()
                    .orElseThrow();
            assertEquals(lowest, classifier.errorPercent(ExampleIterator.forEvaluation(validation(), 100)), 1e-9);
            ImageData attacked = test.randomSubset(100, ClassBalance.PROPORTIONAL, 1);
            ExampleIterator batches = ExampleIterator.forEvaluation(attacked, 100);
            RobustnessResult robustness = RobustnessEvaluator.of(
                            StandardAttack.L2.create(), Budgets.levels(Scores.ATTACK_LEVEL))
                    .evaluate(model, batches);
            assertEquals(
                    train.json().at("/robustness/l2Error").asDouble(),
                    robustness.budgets().get(0).errorPercent(),
                    1e-9);
            batches.reset();
            assertArrayEquals(
                    classifier.predict(batches.next().getFeatures()).latent().toDoubleMatrix(),
                    LatentSample.of(model, attacked).latents());
        }
    }

    private static Examples validation() {
        DataSelection selection =
                DataSelection.of(ImageDataset.SAMPLE).withTrainSize(500).withValidationSize(100);
        return ExperimentData.load(selection, TrainingConfig.DEFAULT_SEED)
                .examples()
                .validation()
                .orElseThrow();
    }

    @Test
    void trainingPerturbsPixelsOrBehindTheFirstLayer() throws IOException {
        String vat = TRAIN.replace("baseline --updates 60", "vat --epsilon 2 --updates 2") + folder
                + "%s --robustness-size 0 --quiet --preprocessing zca --zca-regularization 0.1";
        Cli pixels = Cli.line(vat.formatted("/pixels"));
        Cli whitened = Cli.line(vat.formatted("/whitened") + " --perturb preprocessed");

        assertEquals(0, pixels.code() + whitened.code(), pixels.err() + whitened.err());
        assertNotEquals(
                Files.readString(folder.resolve("pixels/history.csv")),
                Files.readString(folder.resolve("whitened/history.csv")));
    }

    @ParameterizedTest
    @CsvSource({
        "--preprocessing pca, 'expected one of scaled, standardized, zca, found ''pca'''",
        "--augment rotate, 'expected one of none, translate, translate-flip, found ''rotate'''",
        "--augment translate --translation -1, --translation is -1",
        "--augment translate --translation 28, less than 28 pixels",
        "--perturb preprocessed, --perturb preprocessed has no effect with --method baseline",
        "--perturb preprocessed --preprocessing standardized, which perturbs nothing",
        "--preprocessing zca --zca-regularization -1, --zca-regularization is -1"
    })
    void badValuesAreUsageErrors(String options, String expected) {
        Cli cli = Cli.line(TRAIN + folder.resolve("run") + " " + options);

        cli.assertFailed(2, expected);
    }
}
