package org.mat4j.lab.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.io.FolderLock;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.UpdateReport;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentBuilder;
import org.mat4j.lab.experiment.TrainingExamples;
import org.mat4j.lab.output.FolderInUseException;
import org.mat4j.lab.output.OutputException;
import org.mat4j.lab.search.SearchDirectory.Existing;
import org.mat4j.lab.testing.Messages;
import org.mat4j.layers.network.MultilayerPerceptron;

/** Short real searches: two epochs of two updates a trial. */
class SearchRunnerTest {

    private static final DataSelection DATA =
            DataSelection.of(ImageDataset.SAMPLE).withTrainSize(100).withValidationSize(50);
    private static final Candidates EPSILONS = Candidates.of(0.5, 2, 8);
    private static TrainingExamples examples;

    /** Of a search that nothing interrupted. */
    @TempDir
    static Path whole;

    @TempDir
    Path folder;

    @BeforeAll
    static void runWhole() {
        examples = TrainingExamples.load(DATA, 1);
        run(whole, search());
    }

    private static Search search(Hyperparameter parameter, Candidates values, Consumer<ExperimentBuilder> change) {
        return search(Methods.rpt(2), parameter, values, change);
    }

    private static Search search(
            TypedMethod method, Hyperparameter parameter, Candidates values, Consumer<ExperimentBuilder> change) {
        SearchPlan plan = new Grid(new SearchSpace(Map.of(parameter, values)));
        return Search.of(plan, trial -> {
            ExperimentBuilder experiment = Experiment.builder(DATA)
                    .network(new MultilayerPerceptron().withWidth(16).withLatentSize(4))
                    .method(trial.applyTo(method))
                    .batchSize(50)
                    .learningRate(0.02)
                    .updates(4);
            change.accept(experiment);
            return experiment.build();
        });
    }

    private static Search search() {
        return search(Hyperparameter.EPSILON, EPSILONS, e -> {});
    }

    private SearchDirectory open(Search search, Existing existing) {
        return SearchDirectory.open(folder, search, examples, existing);
    }

    private static ResultsTable run(Path directory, Search search) {
        return SearchRunner.run(
                search,
                examples,
                SearchDirectory.open(directory, search, examples, Existing.RESUME),
                SearchRunner.Control.none(),
                new SearchRunner.Listener() {});
    }

    private static List<String> csv(Path directory) throws IOException {
        return Files.readAllLines(directory.resolve("results.csv")).stream()
                .map(line -> {
                    List<String> cells = new ArrayList<>(Arrays.asList(line.split(",", -1)));
                    cells.remove(9); // seconds
                    return String.join(",", cells);
                })
                .toList();
    }

    private static double[] validationErrors(Path trial) throws IOException {
        return Files.readAllLines(trial.resolve("history.csv")).stream()
                .skip(1)
                .map(line -> line.substring(line.lastIndexOf(',') + 1))
                .filter(cell -> !cell.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Test
    void aSearchThatIsRunningIsLeftAlone() throws IOException {
        FolderLock first = FolderLock.tryAcquire(folder).orElseThrow();

        FolderInUseException e = assertThrows(FolderInUseException.class, () -> run(folder, search()));

        first.close();
        assertTrue(e.getMessage().contains("a program is still writing to the folder " + folder), e.getMessage());
    }

    @Test
    void eachTrialIsRankedByTheErrorOfItsModel() throws IOException {
        ResultsTable table = run(whole, search()); // over already, so that it is read back

        assertTrue(table.isComplete());
        assertEquals(3, table.rows().size());
        double before = 0;
        for (ResultsTable.Row row : table.rows()) {
            TrialResult result = row.result().orElseThrow();
            double[] errors = validationErrors(whole.resolve(row.trial().name()));
            assertEquals(2, errors.length);
            assertEquals(Math.min(errors[0], errors[1]), result.validationError(), 1e-9);
            assertTrue(result.validationError() >= before);
            before = result.validationError();
            assertEquals(4, result.updates());
            assertTrue(result.seconds() > 0);
            assertEquals(
                    row.values().get(Hyperparameter.EPSILON),
                    row.trial().values().get(Hyperparameter.EPSILON));
            assertEquals(1.0, row.values().get(Hyperparameter.ALPHA));
            assertEquals(2, row.values().size());
        }
        assertEquals(table.toCsv(), Files.readString(whole.resolve("results.csv")));
        assertEquals(table.toMarkdown(), Files.readString(whole.resolve("results.md")));
    }

    @Test
    void thatIsTheBestOfItsEvaluations() throws IOException {
        // So fast that the error goes up again.
        ResultsTable table = run(folder, search(Hyperparameter.EPSILON, EPSILONS, e -> e.patience(3)
                .updates(OptionalLong.empty())
                .epochs(8)
                .learningRate(0.3)));

        boolean differs = false;
        for (ResultsTable.Row row : table.rows()) {
            double[] errors = validationErrors(folder.resolve(row.trial().name()));
            double lowest = DoubleStream.of(errors).min().orElseThrow();
            assertEquals(lowest, row.result().orElseThrow().validationError(), 1e-9);
            differs |= lowest < errors[errors.length - 1];
        }
        assertTrue(differs, "no trial had a worse epoch after its best");
    }

    /** Stops, or fails, after an update of a trial. */
    private static SearchRunner.Listener atUpdate(int trialNumber, long update, Runnable action, List<Integer> begun) {
        return new SearchRunner.Listener() {
            @Override
            public List<TrainingListener> onTrial(Trial trial, Experiment experiment) {
                begun.add(trial.number());
                return List.of(new TrainingListener() {
                    @Override
                    public void onUpdate(UpdateReport report) {
                        if (trial.number() == trialNumber && report.update() == update) {
                            action.run();
                        }
                    }
                });
            }
        };
    }

    private static SearchRunner.Control everyUpdate(StopSignal stop) {
        return new SearchRunner.Control(
                directory -> Optional.of(CheckpointConfig.builder(directory.checkpoints())
                        .everyUpdates(1)
                        .build()),
                stop);
    }

    /** Resumes from an update of a trial, to the end of {@link #whole}. */
    private void assertResumed(Search search, int fromTrial, long fromUpdate) throws IOException {
        List<String> begun = new ArrayList<>();
        SearchRunner.Listener listener = new SearchRunner.Listener() {
            @Override
            public List<TrainingListener> onTrial(Trial trial, Experiment experiment) {
                return List.of(new TrainingListener() {
                    @Override
                    public void onUpdate(UpdateReport report) {
                        begun.add(trial.number() + ":" + report.update());
                    }
                });
            }
        };

        ResultsTable table = SearchRunner.run(
                search, examples, open(search, Existing.RESUME), everyUpdate(new StopSignal()), listener);

        assertTrue(table.isComplete());
        assertEquals(fromTrial + ":" + fromUpdate, begun.get(0));
        assertEquals(4 - fromUpdate + 1 + 4 * (3 - fromTrial), begun.size(), "what is over is not trained again");
        assertEquals(csv(whole), csv(folder));
        for (int trial = 1; trial <= 3; trial++) {
            String history = "trial-00" + trial + "/history.csv";
            assertEquals(Files.readString(whole.resolve(history)), Files.readString(folder.resolve(history)));
            assertFalse(Files.exists(folder.resolve("trial-00" + trial + "/checkpoints")));
        }
    }

    @Test
    void aSearchThatWasStoppedInATrialIsResumedToTheSameEnd() throws IOException {
        Search search = search();
        StopSignal stop = new StopSignal();
        List<Integer> begun = new ArrayList<>();

        ResultsTable table = SearchRunner.run(
                search, examples, open(search, Existing.KEEP), everyUpdate(stop), atUpdate(2, 3, stop::request, begun));

        assertFalse(table.isComplete());
        assertEquals(List.of(1, 2), begun);
        List<String> rows = csv(folder);
        assertTrue(rows.get(1).startsWith("1,1,0.5,") && rows.get(1).endsWith(",4,finished"), rows.toString());
        assertEquals(List.of(",2,2,,1,,,,,unfinished", ",3,8,,1,,,,,waiting"), rows.subList(2, 4));
        assertResumed(search, 2, 4);
    }

    @Test
    void aSearchThatWasStoppedAtTheEndOfATrialIsResumedWithTheNext() throws IOException {
        Search search = search();
        StopSignal stop = new StopSignal();
        List<Integer> begun = new ArrayList<>();
        SearchRunner.Listener listener = new SearchRunner.Listener() {
            @Override
            public List<TrainingListener> onTrial(Trial trial, Experiment experiment) {
                begun.add(trial.number());
                return List.of();
            }

            @Override
            public void onResult(Trial trial, TrialResult result) {
                if (trial.number() == 2) {
                    stop.request();
                }
            }
        };

        ResultsTable table =
                SearchRunner.run(search, examples, open(search, Existing.KEEP), everyUpdate(stop), listener);

        assertEquals(List.of(1, 2), begun);
        assertFalse(table.isComplete());
        assertEquals(",3,8,,1,,,,,waiting", csv(folder).get(3));
        assertFalse(Files.exists(folder.resolve("trial-003")));
        assertResumed(search, 3, 1);
    }

    @Test
    void aSearchThatWasKilledIsResumedToTheSameEnd() throws IOException {
        Search search = search();
        SearchDirectory directory = open(search, Existing.KEEP);
        SearchRunner.Listener killer = atUpdate(
                2,
                3,
                () -> {
                    throw new IllegalStateException("killed");
                },
                new ArrayList<>());

        assertThrows(
                IllegalStateException.class,
                () -> SearchRunner.run(search, examples, directory, everyUpdate(new StopSignal()), killer));

        assertTrue(Files.exists(folder.resolve("trial-002/checkpoints/latest-000000002.checkpoint")));
        assertFalse(Files.exists(folder.resolve("trial-002/result.json")));
        assertResumed(search, 2, 3);
    }

    @Test
    void aTrialThatDivergesIsARowAndTheOthersAreTrained() throws IOException {
        Search search =
                search(Methods.mat(2).rampUp(0), Hyperparameter.LAMBDA, Candidates.of(0.01, 3e38, 0.02), e -> {});

        ResultsTable table = run(folder, search);

        assertTrue(table.isComplete());
        ResultsTable.Row last = table.rows().get(2);
        assertEquals(2, last.trial().number());
        assertEquals(Trial.State.DIVERGED, last.state());
        TrialResult result = last.result().orElseThrow();
        assertTrue(result.message().contains("update"), result.message());
        assertTrue(result.updates() < 4, "made " + result.updates());
        assertFalse(Files.exists(folder.resolve("trial-002/model.zip")));
        assertEquals(
                List.of(1, 3),
                List.of(number(table, 0), number(table, 1)).stream().sorted().toList());

        assertEquals(table.toCsv(), run(folder, search).toCsv(), "it is not tried again");
    }

    @Test
    void aFinishedTrialWithoutItsModelIsRefused() throws IOException {
        Search search = search(Hyperparameter.EPSILON, Candidates.of(0.5, 1), e -> {});
        run(folder, search);
        Path model = folder.resolve("trial-001/model.zip");
        Files.delete(model);

        String message =
                assertThrows(OutputException.class, () -> run(folder, search)).getMessage();

        assertTrue(message.contains("trial-001/result.json") && message.contains(model.toString()), message);
    }

    private static int number(ResultsTable table, int row) {
        return table.rows().get(row).trial().number();
    }

    @Test
    void withoutValidationExamplesThereIsNoSearch() {
        TrainingExamples none =
                new TrainingExamples(examples.training(), Optional.empty(), Optional.empty(), List.of());
        Search search = search();
        SearchDirectory directory = open(search, Existing.KEEP);

        Messages.refused(
                () -> SearchRunner.run(
                        search, none, directory, SearchRunner.Control.none(), new SearchRunner.Listener() {}),
                "validation size is 0, as no example is left for validation");
    }
}
