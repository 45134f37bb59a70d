package org.mat4j.lab.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;
import org.mat4j.data.image.UnlabeledImages;
import org.mat4j.lab.output.Json;
import org.mat4j.lab.output.OutputException;

/**
 * The result of one experiment, as written to {@code summary.json}.
 *
 * @param method name of the method
 * @param dataset name of the dataset
 * @param network name of the network
 * @param latentSize D
 * @param trainSize labeled examples trained on
 * @param unlabeledSize images trained on without labels; null in supervised training
 * @param validationSize examples held out
 * @param testSize examples that the test error is taken over
 * @param updates parameter updates made
 * @param batchSize labeled examples per batch
 * @param learningRate of Adam at the start
 * @param seed of the run
 * @param testError percent wrong
 * @param validationError percent wrong, the lowest of all evaluations; null if none was taken
 * @param seconds wall-clock time of training, validation and the smoothness during it included
 * @param robustness null if it was not measured
 * @param training the method's terms with their weights, the updater and the rest, in words
 * @param provenance data and versions, in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunSummary(
        String method,
        String dataset,
        String network,
        int latentSize,
        int trainSize,
        Integer unlabeledSize,
        int validationSize,
        int testSize,
        long updates,
        int batchSize,
        double learningRate,
        long seed,
        double testError,
        Double validationError,
        double seconds,
        Scores.Robustness robustness,
        Map<String, String> training,
        Map<String, String> provenance) {

    static RunSummary of(
            Experiment experiment,
            ExperimentData data,
            History history,
            ModelInfo info,
            Scores scores,
            double seconds) {
        return new RunSummary(
                experiment.method().id(),
                experiment.data().dataset().id(),
                info.network(),
                info.latentSize(),
                data.training().size(),
                data.unlabeled().map(UnlabeledImages::size).orElse(null),
                data.validation().map(v -> v.size()).orElse(0),
                scores.testSize(),
                history.size(),
                experiment.batchSize(),
                experiment.initialLearningRate(),
                experiment.seed(),
                scores.testError(),
                history.lowestValidationError(),
                seconds,
                scores.robustness().orElse(null),
                info.training(),
                info.provenance());
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws DataException if the file is missing or is no such summary
     */
    public static RunSummary read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new MissingDataException("there is no file " + file + "; expected the folder of a finished run");
        }
        try {
            return Json.read(file, RunSummary.class);
        } catch (JsonProcessingException e) {
            throw new InvalidDataException(file.toString(), "the summary of a run", e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new DataException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** As JSON in one line. */
    public String toJson() {
        return Json.line(this);
    }

    /**
     * Writes it as indented JSON.
     *
     * @throws OutputException if the file cannot be written
     */
    public void write(Path file) {
        Json.write(file, this);
    }
}
