package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.TestNetwork;
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
}
