package org.mat4j.lab.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.mat4j.core.measure.SmoothnessMeter;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.data.DataException;
import org.mat4j.data.MissingDataException;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.UnlabeledImages;
import org.mat4j.lab.output.Json;

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

    /** Measures a model. */
    static RunSummary of(Experiment experiment, ExperimentData data, RunRecorder recorder, TrainedModel model) {
        History history = recorder.history();
        ModelInfo info = model.info();
        return new RunSummary(
                experiment.method().id(),
                experiment.data().dataset().id(),
                info.network(),
                info.latentSize(),
                data.examples().training().size(),
                data.examples().unlabeled().map(UnlabeledImages::size).orElse(null),
                data.examples().validation().map(ImageData::size).orElse(0),
                data.test().size(),
                history.size(),
                experiment.batchSize(),
                experiment.initialLearningRate(),
                experiment.seed(),
                Scores.errorPercent(model, data.test()),
                history.lowestValidationError(),
                recorder.seconds(),
                Scores.robustness(model, data.test(), experiment.robustnessSize(), SmoothnessMeter.DIVERGENCE)
                        .orElse(null),
                info.training(),
                info.provenance());
    }

    /**
     * Reads the summary that a run has written.
     *
     * @throws DataException if the file is missing or is no such summary
     */
    public static RunSummary read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new MissingDataException("there is no file " + file + "; expected the folder of a finished run");
        }
        return Json.read(file, RunSummary.class, "the summary of a run");
    }
}
