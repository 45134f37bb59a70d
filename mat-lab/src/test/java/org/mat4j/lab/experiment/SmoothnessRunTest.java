package org.mat4j.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.measure.Smoothness;
import org.mat4j.core.measure.SmoothnessMeter;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.train.Resume;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.UpdateReport;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.core.train.listener.SmoothnessCurve;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.example.ClassBalance;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.preprocess.Preprocessing;
import org.mat4j.lab.experiment.RunDirectory.Existing;
import org.mat4j.lab.testing.Messages;
import org.mat4j.layers.network.MultilayerPerceptron;

/** The smoothness of a run on its validation images, by update. */
class SmoothnessRunTest {

    private static final DataSelection DATA =
            DataSelection.of(ImageDataset.SAMPLE).withTrainSize(300).withValidationSize(30);

    private static final Optional<SmoothnessPlan> MEASURED = Optional.of(new SmoothnessPlan(3, 20));

    private static final TrainingExamples EXAMPLES =
            TrainingExamples.load(DATA, experiment(MEASURED, 1).seed());

    @TempDir
    Path folder;

    private static Experiment experiment(Optional<SmoothnessPlan> plan, long updates) {
        return Experiment.builder(DATA)
                .network(new MultilayerPerceptron().withWidth(8).withLatentSize(2))
                .preprocessing(Preprocessing.STANDARDIZED)
                .batchSize(50)
                .updates(updates)
                .weightAverage(0.8)
                .smoothness(plan)
                .build();
    }

    private RunDirectory directory(String name, Existing existing) {
        return RunDirectory.open(folder.resolve(name), existing);
    }

    private static void train(
            Experiment experiment, RunDirectory directory, ExperimentRunner.Control control, int stopAfter) {
        TrainingListener stop = new TrainingListener() {
            @Override
            public void onUpdate(UpdateReport report) {
                if (report.update() == stopAfter) {
                    control.stop().request();
                }
            }
        };
        ExperimentRunner.train(experiment, EXAMPLES, directory, new RunRecorder(List.of(stop)), control);
    }

    private static ExperimentRunner.Control control(RunDirectory directory, Resume resume) {
        return new ExperimentRunner.Control(
                Optional.of(CheckpointConfig.builder(directory.checkpoints()).build()), resume, new StopSignal());
    }

    @Test
    void theLastRowIsThatOfTheModelThatIsSaved() throws IOException {
        RunDirectory run = directory("run", Existing.KEEP);
        train(experiment(MEASURED, 6), run, ExperimentRunner.Control.none(), -1);

        List<String> lines = Files.readAllLines(run.smoothness());
        assertEquals("update,output,manifold,average", lines.get(0));
        assertEquals(3, lines.size());
        assertTrue(lines.get(1).startsWith("3,"), lines.get(1));
        try (TrainedModel model = TrainedModel.load(run.model());
                SmoothnessMeter meter = new SmoothnessMeter(model, SmoothnessMeter.DIVERGENCE)) {
            Smoothness last = meter.measure(
                    ExampleIterator.forEvaluation(
                            EXAMPLES.validation().orElseThrow().randomSubset(20, ClassBalance.PROPORTIONAL, 1), 100),
                    1);
            // The mixture that is saved is estimated again from the model's own latents: the manifold's part is another
            // one,
            // and the worst direction a little.
            String[] row = lines.get(2).split(",");
            assertEquals("6", row[0]);
            assertEquals(last.output(), Double.parseDouble(row[1]), 1e-3 * last.output());
        }
    }

    @Test
    void aStoppedRunHasItsRowsAndGoesOnWithThem() throws IOException {
        RunDirectory whole = directory("whole", Existing.KEEP);
        train(experiment(MEASURED, 8), whole, ExperimentRunner.Control.none(), -1);
        List<String> expected = Files.readAllLines(whole.smoothness());
        RunDirectory pieces = directory("pieces", Existing.KEEP);

        RunStoppedException stopped = assertThrows(
                RunStoppedException.class,
                () -> train(experiment(MEASURED, 8), pieces, control(pieces, Resume.NEVER), 4));
        assertEquals(
                Files.readAllLines(pieces.history()).size() - 1,
                stopped.summary().stoppedAfterUpdate());
        assertTrue(Files.exists(Path.of(stopped.summary().checkpoint())));
        assertEquals(expected.subList(0, 2), Files.readAllLines(pieces.smoothness()));
        RunDirectory again = directory("pieces", Existing.RESUME);
        train(experiment(MEASURED, 8), again, control(again, Resume.REQUIRED), -1);

        assertEquals(expected, Files.readAllLines(again.smoothness()));
        assertEquals(Files.readString(whole.history()), Files.readString(again.history()));
    }

    /** The model and summary that it was to replace are still there. */
    @Test
    void aRunThatIsStoppedOverAFinishedOneIsNotFinished() throws IOException {
        RunDirectory run = directory("run", Existing.KEEP);
        train(experiment(Optional.empty(), 2), run, ExperimentRunner.Control.none(), -1);
        Files.writeString(run.summary(), "old");
        assertTrue(run.isFinished());
        RunDirectory replacing = directory("run", Existing.REPLACE);

        assertThrows(
                RunStoppedException.class,
                () -> train(experiment(Optional.empty(), 8), replacing, control(run, Resume.NEVER), 4));
        assertFalse(run.isFinished());
        assertEquals("old", Files.readString(run.summary()));
        RunDirectory again = directory("run", Existing.RESUME);
        train(experiment(Optional.empty(), 8), again, control(again, Resume.REQUIRED), -1);
        assertFalse(Files.exists(run.progress()));
        assertFalse(Files.exists(run.summary()));
    }

    @Test
    void measuringChangesNoBitOfTheRun() throws IOException {
        RunDirectory with = directory("with", Existing.KEEP);
        RunDirectory without = directory("without", Existing.KEEP);
        train(experiment(MEASURED, 7), with, ExperimentRunner.Control.none(), -1);
        train(experiment(Optional.empty(), 7), without, ExperimentRunner.Control.none(), -1);

        assertEquals(Files.readString(without.history()), Files.readString(with.history()));
        assertFalse(Files.exists(without.smoothness()));
        try (TrainedModel a = TrainedModel.load(with.model());
                TrainedModel b = TrainedModel.load(without.model())) {
            assertEquals(b.info().training(), a.info().training());
            assertEquals(b.mixture().toJson(), a.mixture().toJson());
            a.classifier().graph().variables().stream()
                    .filter(v -> v.getArr() != null)
                    .forEach(v -> assertEquals(
                            b.classifier().graph().getVariable(v.name()).getArr(), v.getArr(), v.name()));
        }
    }

    @Test
    void anEarlierRunsRowsGoWithItUnlessItIsResumed() throws IOException {
        RunDirectory run = directory("run", Existing.KEEP);
        assertThrows(
                RunStoppedException.class, () -> train(experiment(MEASURED, 8), run, control(run, Resume.NEVER), 4));
        RunDirectory resumed = directory("run", Existing.RESUME);
        train(experiment(Optional.empty(), 8), resumed, control(resumed, Resume.REQUIRED), -1);
        assertEquals(2, Files.readAllLines(resumed.smoothness()).size(), "of the part that was measured");

        RunDirectory replaced = directory("run", Existing.REPLACE);
        train(experiment(Optional.empty(), 2), replaced, ExperimentRunner.Control.none(), -1);
        assertFalse(Files.exists(replaced.smoothness()));
    }

    @Test
    void allValidationImagesAreMeasuredWhereThereAreFewer() {
        SmoothnessCurve all =
                new SmoothnessPlan(1, 1000).curve(EXAMPLES.validation().orElseThrow(), SmoothnessMeter.DIVERGENCE);
        assertTrue(all.wantsModel(1));
        assertEquals(new SmoothnessPlan(5, SmoothnessPlan.DEFAULT_EXAMPLES), SmoothnessPlan.every(5));
    }

    @Test
    void refusesAPlanThatCannotBeCarriedOut() {
        assertRefused("smoothness is 0", () -> SmoothnessPlan.every(0));
        assertRefused("images for the smoothness during training is 0", () -> new SmoothnessPlan(1, 0));
        assertRefused("smoothness is 3", () -> Experiment.builder(DATA.withValidationSize(0))
                .smoothness(MEASURED)
                .build());
        TrainingExamples none =
                new TrainingExamples(EXAMPLES.training(), Optional.empty(), Optional.empty(), List.of());
        assertRefused("smoothness is 3", () -> experiment(MEASURED, 1).check(none));
    }

    private static void assertRefused(String expected, Executable action) {
        Messages.refused(action, expected);
    }
}
