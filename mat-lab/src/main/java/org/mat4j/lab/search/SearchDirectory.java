package org.mat4j.lab.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.mat4j.core.train.SettingsDifferences;
import org.mat4j.lab.experiment.ExperimentFacts;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.experiment.TrainingExamples;
import org.mat4j.lab.output.OutputException;
import org.mat4j.lab.output.OutputFile;

/**
 * The folder of one search: what it is ({@code search.json}), the tables of its results, and a folder for each trial.
 */
public final class SearchDirectory {

    /** What becomes of an earlier search's files. */
    public enum Existing {
        /** They are an error. */
        KEEP,
        /** The search goes on, if it is the same; it starts if there is none. */
        RESUME
    }

    private static final String SEARCH = "search.json";
    private static final String CSV = "results.csv";
    private static final String MARKDOWN = "results.md";
    private static final String TRIAL_RESULT = "result.json";
    private static final String TRIAL_PREFIX = "trial-";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;

    /** What {@code search.json} holds. */
    private record Identity(Map<String, String> plan, int trials, Map<String, String> firstTrial) {

        Identity {
            Objects.requireNonNull(plan, "plan");
            Objects.requireNonNull(firstTrial, "firstTrial");
        }

        static Identity of(Search search, TrainingExamples examples) {
            return new Identity(
                    search.plan().describe(), search.trials().size(), ExperimentFacts.of(search.first(), examples));
        }

        /** How another search differs; empty if it is the first part of this one, or all of it. */
        List<String> differencesFrom(Identity there) {
            List<String> differences = SettingsDifferences.between(there.plan, plan);
            if (differences.isEmpty()) {
                differences = SettingsDifferences.between(there.firstTrial, firstTrial);
            }
            return differences.isEmpty() && there.trials > trials
                    ? List.of("it has " + there.trials + " trials there, " + trials + " here")
                    : differences;
        }
    }

    private SearchDirectory(Path path) {
        this.path = path;
    }

    /**
     * Creates the folder if need be, and makes sure that it can be written to and is this search's. A random search may
     * have more trials than it had.
     *
     * @param path the folder
     * @param search what is to be searched
     * @param examples its data
     * @param existing what becomes of an earlier search
     * @throws OutputException if it cannot be written to, or holds a search that is to be kept or another one, or a run
     */
    public static SearchDirectory open(Path path, Search search, TrainingExamples examples, Existing existing) {
        RunDirectory.open(path, RunDirectory.Existing.KEEP);
        SearchDirectory directory = new SearchDirectory(path);
        Identity identity = Identity.of(search, examples);
        if (Files.exists(directory.file(SEARCH))) {
            if (existing == Existing.KEEP) {
                throw new OutputException(
                        "the folder " + path + " already holds a search; resume it, or choose another one", null);
            }
            List<String> differences = identity.differencesFrom(directory.readIdentity());
            if (!differences.isEmpty()) {
                throw new OutputException(
                        "the folder " + path + " holds another search: " + String.join("; ", differences)
                                + ". Resume with what it was made with, or choose another folder",
                        null);
            }
        } else {
            directory.requireNoTrials();
        }
        OutputFile.write(
                directory.file(SEARCH),
                out -> out.write(JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(identity)));
        return directory;
    }

    /**
     * Whether a folder holds a search.
     *
     * @param path need not exist
     */
    public static boolean holdsSearch(Path path) {
        return Files.exists(new SearchDirectory(path).file(SEARCH));
    }

    private Identity readIdentity() {
        try {
            return JSON.readValue(file(SEARCH).toFile(), Identity.class);
        } catch (IOException e) {
            throw new OutputException(
                    "cannot read " + file(SEARCH) + ": " + e.getMessage() + "; choose another folder", e);
        }
    }

    private void requireNoTrials() {
        try (Stream<Path> files = Files.list(path)) {
            if (files.anyMatch(file -> file.getFileName().toString().startsWith(TRIAL_PREFIX))) {
                throw new OutputException(
                        "the folder " + path + " holds trials, but not what they are of (" + SEARCH
                                + "); choose another one",
                        null);
            }
        } catch (IOException e) {
            throw new OutputException("cannot read the folder " + path + ": " + e.getMessage(), e);
        }
    }

    /** The folder. */
    public Path path() {
        return path;
    }

    /** A row a trial, see {@link ResultsTable#toCsv}. */
    public Path csv() {
        return file(CSV);
    }

    /** The same to be read by people, see {@link ResultsTable#toMarkdown}. */
    public Path markdown() {
        return file(MARKDOWN);
    }

    /** A trial's folder, which has the files of {@link RunDirectory} but for the summary. */
    public Path trial(Trial trial) {
        return file(trial.name());
    }

    /** A trial's trained model. */
    public Path model(Trial trial) {
        return RunDirectory.reading(trial(trial)).model();
    }

    /** What a trial gave; absent until it is over. */
    public Path result(Trial trial) {
        return trial(trial).resolve(TRIAL_RESULT);
    }

    private Path file(String name) {
        return path.resolve(name);
    }
}
