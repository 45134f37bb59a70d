package org.mat4j.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mat4j.core.method.Methods;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.data.Provenance;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.example.Examples;
import org.mat4j.data.example.Folds;
import org.mat4j.data.table.TableData;
import org.mat4j.lab.experiment.CrossValidation.FoldScore;
import org.mat4j.lab.experiment.CrossValidation.Learner;
import org.mat4j.lab.experiment.CrossValidation.Result;
import org.mat4j.layers.network.MultilayerPerceptron;
import org.mat4j.layers.network.TableInput;
import org.nd4j.linalg.learning.config.Adam;

/** Three species in four columns, two of which overlap a little. */
class CrossValidationTest {

    private static final List<String> SPECIES = List.of("setosa", "versicolor", "virginica");
    private static final double[][] MEANS = {{5, 3.4, 1.5, 0.2}, {5.9, 2.8, 4.3, 1.3}, {6.6, 3, 5.6, 2}};

    private static TableData flowers() {
        Random random = new Random(1);
        int[] labels = IntStream.range(0, 90).map(i -> i % 3).toArray();
        float[][] rows = new float[labels.length][4];
        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < 4; c++) {
                rows[i][c] = (float) (MEANS[labels[i]][c] + 0.3 * random.nextGaussian());
            }
        }
        return TableData.of(rows, labels, SPECIES, Provenance.of("flowers", "memory"));
    }

    private static Learner perceptron(List<Examples> seen) {
        return training -> {
            seen.add(training);
            return Trainer.builder(MultilayerPerceptron.builder()
                            .input(new TableInput(4, 3))
                            .sizes(List.of(8, 2))
                            .build())
                    .config(TrainingConfig.builder()
                            .method(Methods.baseline())
                            .updater(new Adam(0.02))
                            .updates(80)
                            .build())
                    .build()
                    .fit(ExampleIterator.forTraining(training, 30, 1));
        };
    }

    @Test
    void everyExampleIsJudgedByAModelThatHasNotSeenIt() {
        List<Examples> seen = new ArrayList<>();
        List<FoldScore> told = new ArrayList<>();

        Result result = CrossValidation.run(new Folds(3, 1).deal(flowers()), perceptron(seen), told::add);

        assertEquals(result.folds(), told);
        assertEquals(List.of(60, 60, 60), seen.stream().map(Examples::size).toList());
        assertEquals(
                List.of(30, 30, 30),
                result.folds().stream().map(FoldScore::examples).toList());
        assertTrue(result.error().mean() < 20, "chance is 67 %, found " + result.error());
        assertEquals(SPECIES, result.evaluation().getLabelsList());
        Map<String, Map<String, Integer>> confusion = result.confusion();
        assertEquals(Set.copyOf(SPECIES), confusion.keySet());
        confusion
                .values()
                .forEach(row -> assertEquals(
                        30, row.values().stream().mapToInt(Integer::intValue).sum(), confusion.toString()));
        int right =
                SPECIES.stream().mapToInt(name -> confusion.get(name).get(name)).sum();
        assertEquals(100 - result.error().mean(), 100.0 * right / 90, 1e-9);
    }

    @Test
    void meanAndDeviationAreThoseOfTheFolds() {
        Result result =
                CrossValidation.run(new Folds(2, 1).deal(flowers()), perceptron(new ArrayList<>()), score -> {});
        double first = result.folds().get(0).loss();
        double second = result.folds().get(1).loss();

        assertEquals((first + second) / 2, result.loss().mean(), 1e-12);
        assertEquals(Math.abs(first - second) / Math.sqrt(2), result.loss().deviation(), 1e-12);
        assertTrue(
                result.f1().mean() > 0.8 && result.f1().mean() <= 1, result.f1().toString());
    }
}
