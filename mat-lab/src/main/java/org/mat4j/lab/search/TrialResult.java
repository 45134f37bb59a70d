package org.mat4j.lab.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mat4j.core.train.TrainingSettings;
import org.mat4j.data.DataException;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.output.Json;
import org.mat4j.lab.output.OutputException;

/**
 * What a trial that is over gave, as written to its {@code result.json}.
 *
 * @param state finished or diverged
 * @param validationError percent of the validation examples that the trial's model gets wrong; null if it diverged
 * @param updates parameter updates made
 * @param seconds wall-clock time of training, validation included
 * @param message why it diverged; null if it did not
 * @param settings what it was made with, see {@link Experiment#facts}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrialResult(
        Trial.State state,
        Double validationError,
        long updates,
        double seconds,
        String message,
        Map<String, String> settings) {

    /** Checks that it is whole. */
    public TrialResult {
        Objects.requireNonNull(state, "state");
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        if (validationError != null && !(validationError >= 0 && validationError <= 100)
                || updates < 0
                || !(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the validation error is " + validationError + " %, the updates are "
                    + updates + ", the seconds " + seconds + ", expected 0 to 100 %, and at least 0 of the others");
        }
        if (!state.isOver() || (state == Trial.State.FINISHED) != (validationError != null)) {
            throw new IllegalArgumentException("the state is " + state + ", the validation error " + validationError
                    + ", expected a finished trial with an error, or a diverged one without");
        }
    }

    /**
     * Reads what a search wrote.
     *
     * @param expected the settings of the trial that the file is for
     * @throws OutputException if the file is damaged or of another trial
     */
    static TrialResult read(Path file, Map<String, String> expected) {
        TrialResult result;
        try {
            result = Json.read(file, TrialResult.class, "the result of a trial");
        } catch (DataException e) {
            throw new OutputException(e.getMessage() + "; remove the file to make the trial again", e);
        }
        List<String> differences = TrainingSettings.differences(result.settings(), expected);
        if (!differences.isEmpty()) {
            throw new OutputException(file + " is of another trial: " + String.join("; ", differences)
                    + ". Remove its folder to make the trial again");
        }
        return result;
    }
}
