package org.mat4j.lab.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.mat4j.core.measure.Smoothness;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;
import org.mat4j.data.image.UnlabeledImages;
import org.mat4j.lab.output.OutputException;
import org.mat4j.lab.output.OutputFile;

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
 * @param batchSize examples a batch
 * @param learningRate of Adam
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
        Robustness robustness,
        Map<String, String> training,
        Map<String, String> provenance) {

    /**
     * What perturbations do, see {@link Scores.Robustness}.
     *
     * @param examples number of test examples attacked
     * @param level L2 norm of each attack
     * @param l2Error percent wrong under the L2 attack
     * @param fgsmError percent wrong under the fast gradient sign method
     * @param smoothness average of the next two
     * @param outputSmoothness change of the output
     * @param manifoldSmoothness change of the latent mixture
     */
    public record Robustness(
            int examples,
            double level,
            double l2Error,
            double fgsmError,
            double smoothness,
            double outputSmoothness,
            double manifoldSmoothness) {

        static Robustness of(Scores.Robustness r) {
            Smoothness s = r.smoothness();
            return new Robustness(
                    r.examples(), r.level(), r.l2Error(), r.fgsmError(), s.average(), s.output(), s.manifold());
        }
    }

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
                history.rows().size(),
                experiment.batchSize(),
                experiment.learningRate(),
                experiment.seed(),
                scores.testError(),
                SummaryJson.orNull(history.lowestValidationError()),
                seconds,
                scores.robustness().map(Robustness::of).orElse(null),
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
            return SummaryJson.MAPPER.readValue(file.toFile(), RunSummary.class);
        } catch (JsonProcessingException e) {
            throw new InvalidDataException(file.toString(), "the summary of a run", e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new DataException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** As JSON in one line. */
    public String toJson() {
        return SummaryJson.line(this);
    }

    /**
     * Writes it as indented JSON.
     *
     * @throws OutputException if the file cannot be written
     */
    public void write(Path file) {
        OutputFile.write(
                file,
                out -> out.write(SummaryJson.MAPPER
                        .writer(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsBytes(this)));
    }
}
