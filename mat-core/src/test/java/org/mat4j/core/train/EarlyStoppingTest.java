package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.measure.ModelOutputs;
import org.mat4j.core.measure.attack.ProjectedGradient;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.testing.check.NaiveLosses;
import org.mat4j.core.train.TrainingListener.EvaluationReport;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * The validation labels are wrong on purpose, so that the validation error can only rise while the network learns the
 * training labels: the first evaluation is the best one.
 */
class EarlyStoppingTest {

    private static final TestNetwork NETWORK = TestNetwork.batchNorm(4, 2);
    private static final DataSet TRAINING = Blobs.batch(20, 4, 2, 1);

    private final List<EvaluationReport> evaluations = new ArrayList<>();

    private static Batches wrongLabels() {
        INDArray labels = TRAINING.getLabels().rsub(1);
        return Batches.of(new DataSet(TRAINING.getFeatures(), labels));
    }

    private Trainer trainer(TrainingConfigBuilder config) {
        return Trainer.builder(NETWORK)
                .config(config.method(Methods.mat(2))
                        .updater(new Sgd(0.05))
                        .seed(4)
                        .build())
                .listener(new TrainingListener() {
                    @Override
                    public void onEvaluation(EvaluationReport report) {
                        evaluations.add(report);
                    }
                })
                .build();
    }

    private TrainedModel train(TrainingConfigBuilder config) {
        return trainer(config).fit(Batches.of(TRAINING), wrongLabels());
    }

    private static List<Object> state(TrainedModel model) {
        List<Object> values = new ArrayList<>();
        for (String name : List.of("gamma", "beta", "mean", "variance", "v", "c")) {
            values.add(model.classifier().graph().getVariable(name).getArr().dup());
        }
        values.add(model.mixture().toJson());
        return values;
    }

    @Test
    void keepsTheBestParametersStatesAndMixture() {
        try (TrainedModel first = train(TrainingConfig.builder().epochs(1));
                TrainedModel stopped = train(TrainingConfig.builder().epochs(50).patience(3));
                TrainedModel last = trainer(TrainingConfig.builder().epochs(4)).fit(Batches.of(TRAINING))) {
            List<EvaluationReport> run = evaluations.subList(1, 5);
            assertTrue(run.get(0).best());
            assertTrue(run.subList(1, 4).stream().noneMatch(EvaluationReport::best));
            assertEquals(state(first), state(stopped));
            assertTrue(!state(last).equals(state(stopped)));
            assertEquals("4", stopped.info().training().get("updates"));
            assertEquals("update 4", last.info().training().get("selected"));
        }
    }

    @Test
    void stopsAfterTheLastAllowedEvaluation() {
        train(TrainingConfig.builder().epochs(50).patience(2)).close();
        assertEquals(
                List.of(1, 2, 3),
                evaluations.stream().map(EvaluationReport::epoch).toList());
        assertEquals(
                List.of(1L, 2L, 3L),
                evaluations.stream().map(EvaluationReport::update).toList());
    }

    @Test
    void withoutPatienceTheBestIsGivenToo() {
        try (TrainedModel first = train(TrainingConfig.builder().epochs(1));
                TrainedModel watched = train(TrainingConfig.builder().epochs(4))) {
            assertEquals(5, evaluations.size());
            assertEquals(state(first), state(watched));
            String selected = watched.info().training().get("selected");
            assertTrue(selected.startsWith("update 1, validation error "), selected);
        }
    }

    @Test
    void patienceNeedsValidationData() {
        Trainer trainer = Trainer.builder(NETWORK)
                .config(TrainingConfig.builder()
                        .method(Methods.mat(2))
                        .patience(2)
                        .build())
                .build();
        String message = assertThrows(IllegalArgumentException.class, () -> trainer.fit(Batches.of(TRAINING)))
                .getMessage();
        assertTrue(message.startsWith("patience is 2, expected none without validation data"), message);
    }

    /** Scores from the models that were kept after each number of epochs, by loops. */
    @ParameterizedTest
    @EnumSource(ModelScore.Ready.class)
    void theModelOfTheBestScoreIsKept(ModelScore.Ready by) {
        Batches validation = Batches.of(Blobs.batch(30, 4, 2, 9));
        int best = 0;
        double lowest = Double.POSITIVE_INFINITY;
        List<List<Object>> states = new ArrayList<>();
        for (int epochs = 1; epochs <= 6; epochs++) {
            validation.reset();
            try (TrainedModel model =
                    trainer(TrainingConfig.builder().epochs(epochs)).fit(Batches.of(TRAINING))) {
                double score = naive(by, ModelOutputs.of(model.classifier(), validation));
                states.add(state(model));
                validation.reset();
                assertEquals(score, by.of(model.classifier(), validation), 1e-9, by + " after " + epochs);
                if (score < lowest) {
                    lowest = score;
                    best = epochs;
                }
            }
        }
        try (TrainedModel kept =
                trainer(TrainingConfig.builder().epochs(6).selectBy(by)).fit(Batches.of(TRAINING), validation)) {
            assertTrue(kept.info().training().get("selected").startsWith("update " + best + ", "), by.toString());
            assertEquals(states.get(best - 1).subList(0, 6), state(kept).subList(0, 6), by.toString());
        }
    }

    private static double naive(ModelScore.Ready by, ModelOutputs outputs) {
        double wrong = 0;
        double loss = 0;
        int[][] confusion = new int[2][2];
        for (int i = 0; i < outputs.size(); i++) {
            double[] s = outputs.logits()[i];
            int label = outputs.labels()[i];
            int predicted = s[1] > s[0] ? 1 : 0;
            wrong += predicted == label ? 0 : 1;
            loss += NaiveLosses.crossEntropy(s, label);
            confusion[label][predicted]++;
        }
        double f1 = 0;
        for (int k = 0; k < 2; k++) {
            double hits = confusion[k][k];
            f1 += hits / (2 * hits + confusion[k][1 - k] + confusion[1 - k][k]);
        }
        return switch (by) {
            case ERROR -> 100 * wrong / outputs.size();
            case LOSS -> loss / outputs.size();
            case F1 -> 1 - f1;
        };
    }

    @Test
    void theRobustErrorIsThatUnderTheAttack() {
        ProjectedGradient attack = ProjectedGradient.of(Norm.L2);
        ModelScore score = new ModelScore.RobustError(attack, 1.5, Bounds.unlimited());
        Batches validation = Batches.of(Blobs.batch(30, 4, 2, 9));
        try (TrainedModel model = trainer(TrainingConfig.builder().epochs(6)).fit(Batches.of(TRAINING))) {
            double clean = model.classifier().errorPercent(validation);
            validation.reset();
            double robust = score.of(model.classifier(), validation);
            assertTrue(robust > clean, robust + " under attack, " + clean + " without");
        }
        try (TrainedModel kept =
                trainer(TrainingConfig.builder().epochs(2).selectBy(score)).fit(Batches.of(TRAINING), validation)) {
            assertTrue(
                    kept.info().training().get("selected").contains("RobustError["),
                    kept.info().training().get("selected"));
        }
    }
}
