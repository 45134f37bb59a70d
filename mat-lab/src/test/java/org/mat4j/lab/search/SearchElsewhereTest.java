package org.mat4j.lab.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.method.Methods;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.runs.RunMaker;
import org.mat4j.core.train.runs.RunPlace;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.TrainingExamples;
import org.mat4j.lab.output.Output;
import org.mat4j.lab.output.OutputException;
import org.mat4j.lab.search.SearchDirectory.Existing;
import org.mat4j.layers.network.MultilayerPerceptron;

/** Searches whose trials are made from what can be sent to another process. */
class SearchElsewhereTest {

    private static final SearchRecipe RECIPE = () -> search(100);

    @TempDir
    Path folder;

    private static DataSelection data(int size) {
        return DataSelection.of(ImageDataset.SAMPLE).withTrainSize(size).withValidationSize(50);
    }

    private static Search search(int size) {
        Grid grid = new Grid(new SearchSpace(Map.of(Hyperparameter.EPSILON, Candidates.of(0.5, 2, 8))));
        return Search.of(grid, trial -> Experiment.builder(data(size))
                .network(new MultilayerPerceptron().withWidth(16).withLatentSize(4))
                .method(trial.applyTo(Methods.rpt(2)))
                .batchSize(50)
                .updates(4)
                .build());
    }

    /** The last trial first, each by a process of its own. */
    private static final class Processes implements RunPlace {

        private final List<String> made = new ArrayList<>();

        @Override
        public void make(RunMaker maker, Path root, List<String> names, StopSignal stop, Listener listener) {
            List<String> reversed = new ArrayList<>(names);
            Collections.reverse(reversed);
            for (String name : reversed) {
                try {
                    RunMaker sent = copy(maker);
                    sent.prepare(root);
                    sent.make(root, name, stop);
                    made.add(name);
                    listener.onEnd(name);
                } catch (OutputException e) {
                    listener.onFailure(name, e);
                }
            }
        }

        private static RunMaker copy(RunMaker maker) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                    out.writeObject(maker);
                }
                return (RunMaker) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
            } catch (IOException | ClassNotFoundException e) {
                throw new AssertionError(e);
            }
        }
    }

    private ResultsTable run(RunPlace place, SearchRecipe recipe, StopSignal stop) {
        Search search = RECIPE.search();
        TrainingExamples examples = TrainingExamples.load(data(100), 1);
        SearchDirectory directory = SearchDirectory.open(folder, search, examples, Existing.RESUME);
        return SearchRunner.runIn(place, recipe, examples, directory, stop, new SearchRunner.Listener() {});
    }

    private static List<String> errors(ResultsTable table) {
        return table.rows().stream()
                .map(row ->
                        row.trial().number() + ": " + row.result().orElseThrow().validationError())
                .toList();
    }

    @Test
    void theTableIsThatOfASearchHere(@TempDir Path here) {
        TrainingExamples examples = TrainingExamples.load(data(100), 1);
        ResultsTable expected = SearchRunner.run(
                RECIPE.search(),
                examples,
                SearchDirectory.open(here, RECIPE.search(), examples, Existing.RESUME),
                SearchRunner.Control.none(),
                new SearchRunner.Listener() {});
        Processes processes = new Processes();

        ResultsTable table = SearchRunner.runIn(processes, RECIPE, folder);

        assertEquals(errors(expected), errors(table));
        assertEquals(List.of("trial-003", "trial-002", "trial-001"), processes.made);
        for (ResultsTable again :
                List.of(SearchRunner.runIn(processes, RECIPE, folder), run(processes, RECIPE, new StopSignal()))) {
            assertEquals(errors(expected), errors(again));
            assertEquals(3, processes.made.size(), "what is over was made again");
        }
    }

    @Test
    void oneThatFailsIsToldAfterTheOthersAreOver() throws IOException {
        Path blocked = folder.resolve("trial-002");
        RunPlace place = (maker, root, names, stop, listener) -> {
            Output.writeText(blocked, "a file where a folder belongs");
            new Processes().make(maker, root, names, stop, listener);
        };

        IllegalStateException error =
                assertThrows(IllegalStateException.class, () -> run(place, RECIPE, new StopSignal()));

        assertTrue(
                error.getMessage().startsWith("trial-002 failed: cannot write to the folder " + blocked),
                error.getMessage());
        assertEquals(
                List.of("finished", "finished", "waiting"),
                Files.readAllLines(folder.resolve("results.csv")).stream()
                        .skip(1)
                        .map(row -> row.substring(row.lastIndexOf(',') + 1))
                        .toList());
    }

    /** As a folder of data that is another one on another machine. */
    private static final class Changing implements SearchRecipe {

        private static final long serialVersionUID = 1;

        private static boolean sent;

        @Override
        public Search search() {
            return SearchElsewhereTest.search(sent ? 150 : 100);
        }
    }

    @Test
    void aProcessWithOtherDataMakesNoTrial() {
        Processes processes = new Processes();
        Changing.sent = false;
        RunPlace place = (maker, root, names, stop, listener) -> {
            Changing.sent = true;
            processes.make(maker, root, names, stop, listener);
        };

        IllegalStateException error =
                assertThrows(IllegalStateException.class, () -> run(place, new Changing(), new StopSignal()));

        assertTrue(
                error.getMessage().contains("the search is another one here, expected the same data and settings: "),
                error.getMessage());
        assertTrue(error.getMessage().contains("trainSize"), error.getMessage());
        assertEquals(List.of(), processes.made);
    }
}
