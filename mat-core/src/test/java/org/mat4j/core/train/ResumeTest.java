package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.train.SurvivingTraining.Log;
import org.mat4j.core.train.SurvivingTraining.Unlabeled;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.core.train.checkpoint.CheckpointConfigBuilder;
import org.mat4j.core.train.checkpoint.CheckpointException;
import org.mat4j.core.train.checkpoint.CheckpointStore;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonNode;

/** A training that was stopped and resumed ends as an uninterrupted one, bit for bit. */
class ResumeTest {

    @TempDir
    Path folder;

    private CheckpointConfigBuilder checkpoints() {
        return CheckpointConfig.builder(folder.resolve("kept"));
    }

    private static String uninterrupted(TrainingConfig config, Unlabeled unlabeled) {
        Log log = new Log();
        try (TrainedModel model = SurvivingTraining.trainer(config, Optional.empty(), log)
                .build()
                .fit(SurvivingTraining.labeled(), unlabeled, SurvivingTraining.validation())) {
            return SurvivingTraining.result(model, log);
        }
    }

    /** Resumes until the end, stopped again after so many updates; fresh objects each time, as in a new program. */
    private static String inPieces(
            TrainingConfig config,
            CheckpointConfig kept,
            Supplier<Unlabeled> source,
            int updates,
            List<Integer> calls) {
        return inPieces(config, kept, Resume.NEVER, source, updates, calls);
    }

    private static String inPieces(
            TrainingConfig config,
            CheckpointConfig kept,
            Resume first,
            Supplier<Unlabeled> source,
            int updates,
            List<Integer> calls) {
        for (Resume resume = first; ; resume = Resume.REQUIRED) {
            Log log = new Log();
            StopSignal stop = new StopSignal();
            Unlabeled unlabeled = source.get();
            Trainer trainer = SurvivingTraining.trainer(config, Optional.of(kept), log)
                    .resume(resume)
                    .stopSignal(stop)
                    .listener(new TrainingListener() {
                        private int seen;

                        @Override
                        public void onUpdate(UpdateReport report) {
                            if (++seen == updates) {
                                stop.request();
                            }
                        }
                    })
                    .build();
            try (TrainedModel model =
                    trainer.fit(SurvivingTraining.labeled(), unlabeled, SurvivingTraining.validation())) {
                calls.add(unlabeled.calls);
                return SurvivingTraining.result(model, log);
            } catch (TrainingStoppedException e) {
                calls.add(unlabeled.calls);
                assertTrue(Files.exists(e.checkpoint().orElseThrow()));
            }
        }
    }

    @Test
    void stoppedAfterEveryUpdateItEndsTheSame() {
        // The last epoch is cut off in its middle.
        TrainingConfig config = SurvivingTraining.config().updates(8).build();
        String expected = uninterrupted(config, new Unlabeled());
        List<Integer> calls = new ArrayList<>();

        String actual = inPieces(config, checkpoints().build(), Unlabeled::new, 1, calls);

        assertEquals(expected, actual);
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 8), calls, "an ordinary source is replayed");
    }

    @Test
    void aSourceThatCanBeMovedIsNotReplayed() {
        TrainingConfig config = SurvivingTraining.config().updates(7).build();
        String expected = uninterrupted(config, new Unlabeled());
        List<Integer> calls = new ArrayList<>();

        String actual = inPieces(config, checkpoints().build(), SurvivingTraining.ResumableUnlabeled::new, 2, calls);

        assertEquals(expected, actual);
        assertEquals(List.of(2, 2, 2, 1), calls);
    }

    /** Asks for a stop with the second batch of each program, whose update is then not finished. */
    private static final class Impatient extends SurvivingTraining.ResumableUnlabeled {
        private final StopSignal stop;

        Impatient(StopSignal stop) {
            this.stop = stop;
        }

        @Override
        public INDArray next() {
            if (calls == 1) {
                stop.request();
            }
            return super.next();
        }
    }

    @Test
    void anUpdateThatWasBrokenOffIsMadeAgain() {
        TrainingConfig config = SurvivingTraining.config().updates(7).build();
        String expected = uninterrupted(config, new Unlabeled());
        CheckpointConfig kept = checkpoints().build();
        for (int update = 1; ; update++) {
            StopSignal stop = new StopSignal(Duration.ZERO);
            Log log = new Log();
            try (TrainedModel model = SurvivingTraining.trainer(config, Optional.of(kept), log)
                    .resume(Resume.IF_PRESENT)
                    .stopSignal(stop)
                    .build()
                    .fit(SurvivingTraining.labeled(), new Impatient(stop), SurvivingTraining.validation())) {
                assertEquals(7, update, "the last update is the first of its program");
                assertEquals(expected, SurvivingTraining.result(model, log));
                return;
            } catch (TrainingStoppedException e) {
                assertEquals(update, e.progress().update());
            }
        }
    }

    /** Is shown the model after every update. */
    private static final class Looking extends Log implements ModelListener {

        @Override
        public boolean wantsModel(long update) {
            return true;
        }

        @Override
        public void onModel(long update, TrainedModel model) {
            lines.add("model " + update + " "
                    + model.classifier()
                            .logits(SurvivingTraining.validation().next().getFeatures())
                            .sumNumber());
        }
    }

    /** With statistics that are recomputed for all that follows an update, and for the model at the end. */
    private static String looking(
            TrainingConfig config, Optional<CheckpointConfig> kept, StopSignal stop, Runnable before) {
        Log log = new Looking();
        try (TrainedModel model = SurvivingTraining.trainer(config, kept, log)
                .resume(kept.isEmpty() ? Resume.NEVER : Resume.IF_PRESENT)
                .recomputeStatistics(2, () -> {
                    before.run();
                    return new Unlabeled();
                })
                .stopSignal(stop)
                .build()
                .fit(SurvivingTraining.labeled(), new Unlabeled(), SurvivingTraining.validation())) {
            return SurvivingTraining.result(model, log);
        }
    }

    /** Evaluated after each epoch, of which the last one is cut off, or after every second update. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatFollowsAnUpdateAndWasBrokenOffIsDoneAgain(boolean byEpoch) {
        TrainingConfigBuilder builder = SurvivingTraining.config().updates(5);
        TrainingConfig config = (byEpoch ? builder : builder.evaluateEvery(2)).build();
        String expected = looking(config, Optional.empty(), new StopSignal(), () -> {});
        Random random = new Random(3);
        List<String> brokenOff = new ArrayList<>();
        for (int program = 0; ; program++) {
            StopSignal stop = new StopSignal(Duration.ZERO);
            try {
                String actual = looking(config, Optional.of(checkpoints().build()), stop, () -> {
                    if (random.nextBoolean()) {
                        stop.request();
                    }
                });
                assertEquals(expected, actual);
                assertTrue(brokenOff.size() > 3, brokenOff::toString);
                return;
            } catch (TrainingStoppedException e) {
                assertTrue(program < 100, brokenOff::toString);
                brokenOff.add(e.progress().toString());
            }
        }
    }

    @Test
    void aStopThatIsOverdueEndsTheBuildingOfTheGraph() {
        StopSignal stop = new StopSignal(Duration.ZERO);
        stop.request();
        List<String> built = new ArrayList<>();
        Trainer trainer = Trainer.builder(new TestNetwork(new long[] {4}, 3, 3, (pass, x) -> {
                    built.add("pass");
                    return TestNetwork.dense(4, 3, 3).build(pass, x);
                }))
                .config(SurvivingTraining.config().build())
                .checkpoints(checkpoints().build())
                .stopSignal(stop)
                .build();
        TrainingStoppedException e =
                assertThrows(TrainingStoppedException.class, () -> trainer.fit(SurvivingTraining.labeled()));
        assertEquals("training was stopped before it made an update; nothing was written", e.getMessage());
        assertEquals(List.of("pass", "pass"), built, "one to learn its parameters, and the first of the training");
    }

    @Test
    void earlyStoppingKeepsTheBestAcrossResumptions() {
        TrainingConfig config = SurvivingTraining.config().epochs(6).patience(2).build();
        String expected = uninterrupted(config, new Unlabeled());

        String actual = inPieces(config, checkpoints().everyUpdates(2).build(), Unlabeled::new, 2, new ArrayList<>());

        assertEquals(expected, actual);
        assertTrue(expected.contains("best=false"), "the case is of interest");
    }

    @Test
    void averagedWeightsAndEvaluationsWithinAnEpochGoOnToo() {
        TrainingConfig config = SurvivingTraining.config()
                .updates(8)
                .weightAverage(0.7)
                .evaluateEvery(2)
                .build();
        String expected = uninterrupted(config, new Unlabeled());

        assertEquals(expected, inPieces(config, checkpoints().build(), Unlabeled::new, 1, new ArrayList<>()));
        assertNotEquals(
                uninterrupted(
                        SurvivingTraining.config().updates(8).evaluateEvery(2).build(), new Unlabeled()),
                expected);
    }

    @Test
    void checkpointsAloneChangeNothing() {
        TrainingConfig config = SurvivingTraining.config().updates(8).build();

        assertEquals(
                uninterrupted(config, new Unlabeled()),
                inPieces(config, checkpoints().everyUpdates(1).build(), Unlabeled::new, 100, new ArrayList<>()));
    }

    @Test
    void aLongerTrainingGoesOnFromTheEndOfAShorterOne() {
        assertMadeLonger(
                SurvivingTraining.config().updates(5).build(),
                SurvivingTraining.config().updates(8).build());
    }

    /** The evaluation at the end of the shorter one is not part of the longer one. */
    @Test
    void aLongerTrainingIsNotEvaluatedWhereAShorterOneEnded() {
        assertMadeLonger(
                SurvivingTraining.config().updates(5).evaluateEvery(3).build(),
                SurvivingTraining.config().updates(8).evaluateEvery(3).build());
    }

    private void assertMadeLonger(TrainingConfig shorter, TrainingConfig longer) {
        CheckpointConfig kept = checkpoints().everyUpdates(3).build();
        String first = inPieces(shorter, kept, Unlabeled::new, 100, new ArrayList<>());
        String again = inPieces(shorter, kept, Resume.REQUIRED, Unlabeled::new, 100, new ArrayList<>());

        String second = inPieces(longer, kept, Resume.REQUIRED, Unlabeled::new, 100, new ArrayList<>());

        assertEquals(uninterrupted(shorter, new Unlabeled()), first);
        assertEquals(first, again);
        assertEquals(uninterrupted(longer, new Unlabeled()), second);
        assertNotEquals(first, second);
    }

    @Test
    void theBestIsThatOfTheLowestValidationErrorAndKeepsItsState() {
        CheckpointConfig kept = checkpoints().everyUpdates(100).build();
        List<TrainingListener.EvaluationReport> best = new ArrayList<>();
        SurvivingTraining.trainer(SurvivingTraining.config().epochs(4).build(), Optional.of(kept), new Log())
                .listener(new TrainingListener() {
                    @Override
                    public void onEvaluation(EvaluationReport report) {
                        if (report.best()) {
                            best.add(report);
                        }
                    }
                })
                .build()
                .fit(SurvivingTraining.labeled(), new Unlabeled(), SurvivingTraining.validation())
                .close();
        TrainingListener.EvaluationReport lowest = best.get(best.size() - 1);

        Checkpoint checkpoint = CheckpointStore.open(kept).best().orElseThrow();
        try (TrainedModel model = SurvivingTraining.trainer(
                        SurvivingTraining.config().build(), Optional.empty(), new Log())
                .build()
                .model(checkpoint)) {
            assertEquals(lowest.errorPercent(), model.classifier().errorPercent(SurvivingTraining.validation()));
            assertEquals(
                    checkpoint.value("mixture", JsonNode.class), model.mixture().toJson());
        }

        assertEquals(new Checkpoint.Progress(lowest.update(), lowest.epoch(), 0), checkpoint.progress());
        assertEquals(
                lowest.errorPercent(),
                checkpoint.value("validation", JsonNode.class).path("lowest").asDouble());
    }

    @Test
    void aShortTrainingWithoutADueCheckpointLeavesNone() throws IOException {
        CheckpointConfig kept =
                checkpoints().everyUpdates(100).best(CheckpointConfig.Best.SKIP).build();
        inPieces(SurvivingTraining.config().updates(4).build(), kept, Unlabeled::new, 100, new ArrayList<>());
        assertFalse(CheckpointStore.holdsAny(kept.directory()));
    }

    @Test
    void listenersAreToldWhereItGoesOn() {
        CheckpointConfig kept = checkpoints().build();
        TrainingConfig config = SurvivingTraining.config().updates(5).build();
        List<String> told = new ArrayList<>();
        StopSignal stop = new StopSignal();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void onStart(TrainingPlan plan) {
                told.add("start");
            }

            @Override
            public void onResume(long update, int epoch) {
                told.add("resume " + update + " " + epoch);
            }

            @Override
            public void onUpdate(UpdateReport report) {
                told.add("update " + report.update());
                stop.request();
            }

            @Override
            public void onEnd() {
                told.add("end");
            }
        };
        Trainer first = Trainer.builder(SurvivingTraining.NETWORK)
                .config(config)
                .checkpoints(kept)
                .stopSignal(stop)
                .listener(listener)
                .build();
        TrainingStoppedException e =
                assertThrows(TrainingStoppedException.class, () -> first.fit(SurvivingTraining.labeled()));
        assertEquals(new Checkpoint.Progress(1, 0, 1), e.progress());
        Trainer.builder(SurvivingTraining.NETWORK)
                .config(config)
                .checkpoints(kept)
                .resume(Resume.IF_PRESENT)
                .listener(listener)
                .build()
                .fit(SurvivingTraining.labeled())
                .close();

        assertEquals(
                List.of(
                        "start",
                        "update 1",
                        "end",
                        "start",
                        "resume 1 0",
                        "update 2",
                        "update 3",
                        "update 4",
                        "update 5",
                        "end"),
                told);
    }

    @Test
    void aCheckpointThatCannotBeWrittenEndsTrainingAndTheLastGoodOneServes() throws IOException {
        CheckpointConfig kept = checkpoints().everyUpdates(2).build();
        TrainingConfig config = SurvivingTraining.config().updates(7).build();
        Path inTheWay = kept.directory().resolve("latest-000000004.checkpoint");
        Trainer trainer = SurvivingTraining.trainer(config, Optional.of(kept), new Log())
                .listener(new TrainingListener() {
                    @Override
                    public void onUpdate(UpdateReport report) {
                        // Not a matter of permissions, which a superuser has.
                        if (report.update() == 4 && !inTheWay.toFile().mkdir()) {
                            throw new IllegalStateException("no folder " + inTheWay);
                        }
                    }
                })
                .build();

        CheckpointException e = assertThrows(
                CheckpointException.class,
                () -> trainer.fit(SurvivingTraining.labeled(), new Unlabeled(), SurvivingTraining.validation()));

        assertTrue(e.getMessage().startsWith("cannot write the checkpoint "), e.getMessage());
        assertTrue(e.getMessage().contains("; the last good one is best-000000003.checkpoint"), e.getMessage());
        Files.delete(inTheWay);
        assertEquals(
                uninterrupted(config, new Unlabeled()),
                inPieces(config, kept, Resume.REQUIRED, Unlabeled::new, 100, new ArrayList<>()));
    }

    @Test
    void aStopDuringTheEvaluationTakesEffectAfterIt() {
        CheckpointConfig kept = checkpoints().build();
        TrainingConfig config = SurvivingTraining.config().epochs(3).build();
        StopSignal stop = new StopSignal();
        Trainer trainer = SurvivingTraining.trainer(config, Optional.of(kept), new Log())
                .stopSignal(stop)
                .listener(new TrainingListener() {
                    @Override
                    public void onEvaluation(EvaluationReport report) {
                        stop.request();
                    }
                })
                .build();

        TrainingStoppedException e = assertThrows(
                TrainingStoppedException.class,
                () -> trainer.fit(SurvivingTraining.labeled(), new Unlabeled(), SurvivingTraining.validation()));

        assertEquals(new Checkpoint.Progress(3, 1, 0), e.progress());
        Log log = new Log();
        try (TrainedModel model = SurvivingTraining.trainer(config, Optional.of(kept), log)
                .resume(Resume.REQUIRED)
                .build()
                .fit(SurvivingTraining.labeled(), new Unlabeled(), SurvivingTraining.validation())) {
            assertEquals(uninterrupted(config, new Unlabeled()), SurvivingTraining.result(model, log));
        }
    }

    @Test
    void withoutCheckpointsAStopSaysSo() {
        StopSignal stop = new StopSignal();
        Trainer trainer = Trainer.builder(SurvivingTraining.NETWORK)
                .config(SurvivingTraining.config().updates(5).build())
                .stopSignal(stop)
                .listener(new TrainingListener() {
                    @Override
                    public void onUpdate(UpdateReport report) {
                        stop.request();
                    }
                })
                .build();

        TrainingStoppedException e =
                assertThrows(TrainingStoppedException.class, () -> trainer.fit(SurvivingTraining.labeled()));

        assertEquals("training was stopped after update 1; it keeps no checkpoint to resume from", e.getMessage());
        assertEquals(Optional.empty(), e.checkpoint());
    }
}
