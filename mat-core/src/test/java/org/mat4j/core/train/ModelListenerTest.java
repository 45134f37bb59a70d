package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.measure.Smoothness;
import org.mat4j.core.measure.SmoothnessMeter;
import org.mat4j.core.method.loss.ManifoldDivergence.Form;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.PerturbationSpace;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.train.SurvivingTraining.Log;
import org.mat4j.core.train.SurvivingTraining.Unlabeled;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.core.train.checkpoint.CheckpointStore;
import org.mat4j.core.train.listener.SmoothnessCurve;

/** Looking at the model during training: it is the one that training would give, and looking changes nothing. */
class ModelListenerTest {

    private static final int UPDATES = 8;

    @TempDir
    Path folder;

    /** Batch normalization, dropout, noise, Adam; with averaged weights or not. */
    private static TrainingConfig config(double weightAverage, int updates) {
        TrainingConfigBuilder config =
                SurvivingTraining.config().updates(updates).evaluateEvery(2);
        return weightAverage > 0 ? config.weightAverage(weightAverage).build() : config.build();
    }

    private static Batches heldOut() {
        return Blobs.batches(2, 7, 4, 3, 300);
    }

    private static SmoothnessCurve curve(long interval) {
        return new SmoothnessCurve(interval, Form.POSTERIOR, PerturbationSpace.INPUT, model -> heldOut());
    }

    /** The result to the last bit, and the smoothness of the last checkpoint's model. */
    private String train(TrainingConfig config, List<TrainingListener> listeners, List<Smoothness> atTheEnd) {
        Log log = new Log();
        CheckpointConfig kept = CheckpointConfig.builder(folder.resolve("end" + atTheEnd.size()))
                .everyUpdates(config.duration().count())
                .build();
        Trainer.Builder builder =
                SurvivingTraining.trainer(config, Optional.of(kept), log).recomputeStatistics(2, Unlabeled::new);
        listeners.forEach(builder::listener);
        Trainer trainer = builder.build();
        try (TrainedModel model = trainer.fit(SurvivingTraining.labeled(), new Unlabeled());
                TrainedModel last =
                        trainer.model(CheckpointStore.open(kept).newest().orElseThrow());
                SmoothnessMeter meter = new SmoothnessMeter(last, Form.POSTERIOR)) {
            atTheEnd.add(meter.measure(heldOut(), 1));
            return SurvivingTraining.result(model, log);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.7})
    void lookingChangesNoBitAndShowsTheModelThatTrainingWouldGive(double weightAverage) {
        SmoothnessCurve curve = curve(2);
        List<Smoothness> ends = new ArrayList<>();
        String without = train(config(weightAverage, UPDATES), List.of(), ends);

        String with = train(config(weightAverage, UPDATES), List.of(curve), ends);
        train(config(weightAverage, 4), List.of(), ends);

        assertEquals(without, with);
        assertEquals(
                List.of(2L, 4L, 6L, 8L),
                curve.points().stream().map(SmoothnessCurve.Point::update).toList());
        assertEquals(ends.get(0), curve.points().get(3).smoothness());
        assertEquals(ends.get(2), curve.points().get(1).smoothness());
        assertFalse(ends.get(0).equals(ends.get(2)));
    }

    @Test
    void withoutAnythingToShowTheTrainingGoesOnAsWell() {
        Log log = new Log();
        Log watched = new Log();
        TrainingConfig config = SurvivingTraining.config().updates(UPDATES).build();
        try (TrainedModel plain = SurvivingTraining.trainer(config, Optional.empty(), log)
                        .build()
                        .fit(SurvivingTraining.labeled());
                TrainedModel looked = SurvivingTraining.trainer(config, Optional.empty(), watched)
                        .listener(curve(1))
                        .build()
                        .fit(SurvivingTraining.labeled())) {
            assertEquals(SurvivingTraining.result(plain, log), SurvivingTraining.result(looked, watched));
        }
    }

    @Test
    void theOrderIsUpdateModelEvaluation() {
        List<String> told = new ArrayList<>();
        ModelListener listener = new ModelListener() {
            @Override
            public void onUpdate(UpdateReport report) {
                told.add("update " + report.update());
            }

            @Override
            public boolean wantsModel(long update) {
                return update == 2;
            }

            @Override
            public void onModel(long update, TrainedModel model) {
                told.add("model " + update + " " + model.info().training().get("updates"));
            }

            @Override
            public void onEvaluation(EvaluationReport report) {
                told.add("evaluation " + report.update());
            }
        };
        SurvivingTraining.trainer(config(0.5, 3), Optional.empty(), new Log())
                .listener(listener)
                .build()
                .fit(SurvivingTraining.labeled(), new Unlabeled(), SurvivingTraining.validation())
                .close();

        assertEquals(List.of("update 1", "update 2", "model 2 2", "evaluation 2", "update 3", "evaluation 3"), told);
    }

    @Test
    void aCurveGoesOnInAResumedTraining() {
        CheckpointConfig kept =
                CheckpointConfig.builder(folder.resolve("kept")).everyUpdates(1).build();
        SmoothnessCurve whole = curve(2);
        train(config(0.7, UPDATES), List.of(whole), new ArrayList<>());
        SmoothnessCurve pieces = null;
        for (int updates : new int[] {3, 4, UPDATES}) {
            pieces = curve(2);
            SurvivingTraining.trainer(config(0.7, updates), Optional.of(kept), new Log())
                    .recomputeStatistics(2, Unlabeled::new)
                    .listener(pieces)
                    .resume(Resume.IF_PRESENT)
                    .build()
                    .fit(SurvivingTraining.labeled(), new Unlabeled(), SurvivingTraining.validation())
                    .close();
        }

        assertEquals(whole.points(), pieces.points());
    }

    @Test
    void aFailureWhileLookingEndsTheTraining() {
        ModelListener failing = new ModelListener() {
            @Override
            public boolean wantsModel(long update) {
                return true;
            }

            @Override
            public void onModel(long update, TrainedModel model) {
                throw new IllegalStateException("no");
            }
        };
        assertEquals(
                "no",
                assertThrows(
                                IllegalStateException.class,
                                () -> train(config(0.7, 3), List.of(failing), new ArrayList<>()))
                        .getMessage());
    }
}
