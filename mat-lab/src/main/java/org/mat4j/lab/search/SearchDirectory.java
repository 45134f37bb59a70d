package org.mat4j.lab.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.io.FileErrors;
import org.mat4j.core.train.TrainingSettings;
import org.mat4j.data.DataException;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.experiment.TrainingExamples;
import org.mat4j.lab.output.Json;
import org.mat4j.lab.output.OutputException;

/**
 * The folder of one search: what it is ({@code search.json}), the tables of its results, and a folder for each trial.
 *
 * @param path the folder; to be read it need not exist, to be written it is {@linkplain #open opened}
 */
public record SearchDirectory(Path path) {

    /** Checks that the path is not empty. */
    public SearchDirectory {
        Checks.path("folder of a search", path);
    }

    /** What becomes of an earlier search's files. */
    public enum Existing {
        /** They are an error. */
        KEEP,
        /** The search is resumed, if it is the same; it starts if there is none. */
        RESUME
    }

    private static final String SEARCH = "search.json";
    private static final String TRIAL_PREFIX = "trial-";

    /** What {@code search.json} holds. */
    private record Identity(Map<String, String> plan, int trials, Map<String, String> firstTrial) {

        Identity {
            Objects.requireNonNull(plan, "plan");
            Objects.requireNonNull(firstTrial, "firstTrial");
        }

        /** How another search differs; empty if it is the first part of this one, or all of it. */
        List<String> differencesFrom(Identity there) {
            List<String> differences = new ArrayList<>(TrainingSettings.differences(there.plan, plan));
            if (differences.isEmpty()) {
                differences.addAll(TrainingSettings.differences(there.firstTrial, firstTrial));
            }
            if (differences.isEmpty() && there.trials > trials) {
                differences.add("it has " + there.trials + " trials there, " + trials + " here");
            }
            return differences;
        }
    }

    /**
     * Creates the folder if need be, and makes sure that it can be written to and is this search's. A random search may
     * have more trials than it had.
     *
     * @throws OutputException if it cannot be written to, or holds a search that is to be kept or another one, or a run
     */
    public static SearchDirectory open(Path path, Search search, TrainingExamples examples, Existing existing) {
        RunDirectory.open(path, RunDirectory.Existing.KEEP);
        SearchDirectory directory = new SearchDirectory(path);
        Identity identity = new Identity(
                search.plan().describe(), search.trials().size(), search.first().facts(examples));
        if (directory.holdsSearch()) {
            if (existing == Existing.KEEP) {
                throw new OutputException(
                        "the folder " + path + " already holds a search; resume it, or choose another one");
            }
            List<String> differences = identity.differencesFrom(directory.readIdentity());
            if (!differences.isEmpty()) {
                throw new OutputException("the folder " + path + " holds another search: "
                        + String.join("; ", differences)
                        + ". Resume with what it was made with, or choose another folder");
            }
        } else {
            directory.requireNoTrials();
        }
        Json.write(directory.file(SEARCH), identity);
        return directory;
    }

    /** Whether the folder holds a search; it need not exist. */
    public boolean holdsSearch() {
        return Files.exists(file(SEARCH));
    }

    private Identity readIdentity() {
        try {
            return Json.read(file(SEARCH), Identity.class, "what a search is of");
        } catch (DataException e) {
            throw new OutputException(e.getMessage() + "; choose another folder", e);
        }
    }

    private void requireNoTrials() {
        try (Stream<Path> files = Files.list(path)) {
            if (files.anyMatch(file -> file.getFileName().toString().startsWith(TRIAL_PREFIX))) {
                throw new OutputException("the folder " + path + " holds trials, but not what they are of (" + SEARCH
                        + "); choose another one");
            }
        } catch (IOException e) {
            throw new OutputException("cannot read the folder " + path + ": " + FileErrors.reason(e), e);
        }
    }

    /** A row per trial, see {@link ResultsTable#toCsv}. */
    public Path csv() {
        return file("results.csv");
    }

    /** The same to be read by people, see {@link ResultsTable#toMarkdown}. */
    public Path markdown() {
        return file("results.md");
    }

    /** A trial's folder, which has the files of a run but for the summary. */
    public RunDirectory trial(Trial trial) {
        return new RunDirectory(file(trial.name()));
    }

    /** What a trial gave; absent until it is over. */
    public Path result(Trial trial) {
        return trial(trial).path().resolve("result.json");
    }

    private Path file(String name) {
        return path.resolve(name);
    }
}
