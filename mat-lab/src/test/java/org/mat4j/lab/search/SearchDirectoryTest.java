package org.mat4j.lab.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.method.Methods;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.preprocess.Augmentation;
import org.mat4j.data.preprocess.Preprocessing;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentBuilder;
import org.mat4j.lab.experiment.TrainingExamples;
import org.mat4j.lab.output.Json;
import org.mat4j.lab.output.OutputException;
import org.mat4j.lab.search.SearchDirectory.Existing;
import org.mat4j.lab.testing.Messages;
import org.mat4j.layers.network.MultilayerPerceptron;

/** The folder of a search, and which search may be resumed in it. */
class SearchDirectoryTest {

    private static final DataSelection DATA =
            DataSelection.of(ImageDataset.SAMPLE).withTrainSize(20).withValidationSize(10);
    private static final TrainingExamples EXAMPLES = TrainingExamples.load(DATA, 1);

    @TempDir
    Path folder;

    private static SearchSpace epsilons(Candidates values) {
        return new SearchSpace(Map.of(Hyperparameter.EPSILON, values));
    }

    private static Search search(SearchPlan plan, UnaryOperator<ExperimentBuilder> change) {
        return Search.of(plan, trial -> change.apply(Experiment.builder(DATA)
                        .network(new MultilayerPerceptron().withWidth(4).withLatentSize(2))
                        .batchSize(10)
                        .method(trial.applyTo(Methods.mat(2))))
                .build());
    }

    private static Search grid(double... epsilons) {
        return search(new Grid(epsilons(Candidates.of(epsilons))), e -> e);
    }

    private static Search random(int trials, long seed) {
        return search(new RandomSearch(epsilons(Candidates.range(0.5, 8)), trials, seed), e -> e);
    }

    private SearchDirectory open(Search search, Existing existing) {
        return SearchDirectory.open(folder, search, EXAMPLES, existing);
    }

    private static String refused(Executable call) {
        return assertThrows(OutputException.class, call).getMessage();
    }

    @Test
    void theSameSearchIsResumedAndNotStartedAgain() {
        open(grid(1, 2), Existing.KEEP);

        open(grid(1, 2), Existing.RESUME);
        String message = refused(() -> open(grid(1, 2), Existing.KEEP));

        assertEquals("the folder " + folder + " already holds a search; resume it, or choose another one", message);
    }

    @Test
    void toResumeWhereThereIsNothingStarts() {
        SearchDirectory directory = open(grid(1, 2), Existing.RESUME);

        assertTrue(Files.exists(folder.resolve("search.json")));
        assertEquals(
                folder.resolve("trial-002"),
                directory.trial(new Trial(2, Map.of())).path());
    }

    @Test
    void anotherSearchIsRefusedNamingTheDifference() throws IOException {
        open(grid(1, 2), Existing.KEEP);
        byte[] before = Files.readAllBytes(folder.resolve("search.json"));
        SearchPlan plan = new Grid(epsilons(Candidates.of(1, 2)));

        assertOther("epsilon is '1,2' there, '1,3' here. Resume with what it was made with", grid(1, 3));
        assertOther("plan is 'grid' there, 'random' here; search seed is not given there, '1' here", random(2, 1));
        assertOther("trainSize is '20' there, '10' here", grid(1, 2), DATA.withTrainSize(10));
        assertOther("validationData is '", grid(1, 2), DATA.withValidationSize(11));
        assertOther("seed is '1' there, '2' here", search(plan, e -> e.seed(2)));
        assertOther("duration is '10 epochs' there, '3 epochs' here", search(plan, e -> e.epochs(3)));
        assertOther("batchSize is '10' there, '5' here", search(plan, e -> e.batchSize(5)));
        assertOther("updater is 'Adam(learningRate=0.003", search(plan, e -> e.learningRate(0.1)));
        assertOther("method is 'mat' there, 'vat' here", search(plan, e -> e.method(Methods.vat(2))));
        assertOther("patience is not given there, '4' here", search(plan, e -> e.patience(4)));
        assertOther("statisticsBatches is '0' there, '3' here", search(plan, e -> e.statisticsBatches(3)));
        assertOther("weightAverage is not given there", search(plan, e -> e.weightAverage(0.9)));
        assertOther(
                "preprocessing is 'Scaled[]' there, 'Standardized[]' here",
                search(plan, e -> e.preprocessing(Preprocessing.STANDARDIZED)));
        assertOther("augmentation is 'none' there", search(plan, e -> e.augmentation(Augmentation.DIGITS)));
        assertOther("parameters is '", search(plan, e -> e.network(new MultilayerPerceptron())));

        assertEquals(new String(before), Files.readString(folder.resolve("search.json")));
    }

    private void assertOther(String expected, Search search) {
        assertOther(expected, search, DATA);
    }

    private void assertOther(String expected, Search search, DataSelection data) {
        TrainingExamples examples = TrainingExamples.load(data, 1);
        String message = refused(() -> SearchDirectory.open(folder, search, examples, Existing.RESUME));
        assertTrue(message.startsWith("the folder " + folder + " holds another search: "), message);
        assertTrue(message.contains(expected), message);
    }

    @Test
    void aRandomSearchMayBecomeLongerButNotShorter() {
        open(random(2, 1), Existing.KEEP);

        open(random(5, 1), Existing.RESUME);

        assertOther("it has 5 trials there, 4 here", random(4, 1));
        assertOther("search seed is '1' there, '2' here", random(5, 2));
    }

    @Test
    void aFolderWithARunOrTrialsOfNothingKnownIsRefused() throws IOException {
        Files.createDirectory(folder.resolve("trial-001"));
        String trials = refused(() -> open(grid(1, 2), Existing.RESUME));
        assertTrue(trials.contains("holds trials, but not what they are of (search.json)"), trials);

        Files.delete(folder.resolve("trial-001"));
        Files.createFile(folder.resolve("model.zip"));
        String run = refused(() -> open(grid(1, 2), Existing.RESUME));
        assertTrue(run.contains("already holds a run (model.zip)"), run);
        assertFalse(Files.exists(folder.resolve("search.json")));
    }

    @Test
    void aDamagedDescriptionIsNamed() throws IOException {
        for (String content : new String[] {"", "{", "{}", "[1]", "{\"plan\": {}, \"trials\": \"many\"}"}) {
            Files.writeString(folder.resolve("search.json"), content);
            String message = refused(() -> open(grid(1, 2), Existing.RESUME));
            assertTrue(message.startsWith(folder.resolve("search.json").toString()), message);
        }
    }

    @Test
    void aResultIsReadBackAndADamagedOrForeignOneNamed() throws IOException {
        Path file = folder.resolve("result.json");
        Map<String, String> settings = Map.of("seed", "1", "method", "mat");
        TrialResult result = new TrialResult(Trial.State.FINISHED, 12.3, 40, 5.5, null, settings);
        TrialResult diverged = new TrialResult(Trial.State.DIVERGED, null, 4, 0.5, "why", settings);
        for (TrialResult one : new TrialResult[] {result, diverged}) {
            Json.write(file, one);
            assertEquals(one, TrialResult.read(file, settings));
        }

        String foreign = refused(() -> TrialResult.read(file, Map.of("seed", "2", "method", "mat")));
        assertEquals(
                file + " is of another trial: seed is '1' there, '2' here. Remove its folder to make the trial again",
                foreign);
        String whole = Files.readString(file);
        for (String content : new String[] {
            "",
            whole.substring(0, whole.length() / 2),
            "{}",
            whole.replace("DIVERGED", "FINISHED"),
            whole.replace("DIVERGED", "WAITING"),
            whole.replace("\"DIVERGED\",", "\"FINISHED\", \"validationError\": -3,"),
            whole.replace("\"DIVERGED\",", "\"FINISHED\", \"validationError\": \"NaN\","),
            whole.replace("\"DIVERGED\",", "\"FINISHED\", \"validationError\": 101,"),
            whole.replaceFirst("\"updates\" : 4,", "")
        }) {
            Files.writeString(file, content);
            String message = refused(() -> TrialResult.read(file, settings));
            assertTrue(message.startsWith(file.toString()), message);
            assertTrue(message.endsWith("; remove the file to make the trial again"), message);
        }
    }

    @Test
    void aSearchHasTheSameDataForAllAndOnlyNumbersThatMatter() {
        SearchPlan plan = new Grid(epsilons(Candidates.of(1, 2)));
        Messages.refused(
                () -> Search.of(
                        plan,
                        trial -> Experiment.builder(DATA).seed(trial.number()).build()),
                "differ in data or seed, expected the same examples for all");

        Messages.refused(
                () -> search(plan, e -> e.method(Methods.centerLoss())),
                "center has no epsilon, its settings are lambda, ");
        Messages.refused(() -> search(plan, e -> e.method(Methods.baseline())), "baseline has no epsilon");

        Search search = grid(1, 2);
        Trial foreign = new Trial(3, Map.of());
        assertThrows(IllegalArgumentException.class, () -> search.experiment(foreign));
    }
}
