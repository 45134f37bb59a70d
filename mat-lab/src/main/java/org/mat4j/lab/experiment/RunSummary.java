package org.mat4j.lab.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mat4j.core.measure.SmoothnessMeter;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.InputLayer;
import org.mat4j.core.network.Network;
import org.mat4j.core.train.TrainingSettings;
import org.mat4j.data.Checksum;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;
import org.mat4j.data.example.Examples;
import org.mat4j.data.example.Inputs;
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

    /** In the provenance, where the training data lay. */
    static final String FILES = "trainingFiles";

    /** In the provenance, the checksum of the model's file, by which a summary beside another run's model is noticed. */
    static final String MODEL = "model";

    /** What training and provenance hold beside settings: what came out, of which software, and of files that lay where. */
    private static final Set<String> OUTCOMES =
            Set.of("updates", "selected", "mixtureFrom", "mat4j", "nd4j", "backend", "java", "os", FILES, MODEL);

    /** Measures a model, which was loaded from a file. */
    static RunSummary of(
            Experiment experiment, ExperimentData data, RunRecorder recorder, TrainedModel model, Path modelFile) {
        Map<String, String> provenance = new LinkedHashMap<>(model.info().provenance());
        provenance.put(MODEL, Checksum.Algorithm.SHA_256.of(modelFile).toString());
        History history = recorder.history();
        ModelInfo info = model.info();
        return new RunSummary(
                experiment.method().id(),
                experiment.data().source().id(),
                info.network(),
                info.latentSize(),
                data.examples().training().size(),
                data.examples().unlabeled().map(Inputs::size).orElse(null),
                data.examples().validation().map(Examples::size).orElse(0),
                data.test().size(),
                history.size(),
                experiment.batchSize(),
                experiment.initialLearningRate(),
                experiment.seed(),
                Scores.errorPercent(model, data.test()),
                history.lowestValidationError(),
                recorder.seconds(),
                robustness(experiment, data, model).orElse(null),
                info.training(),
                provenance);
    }

    /** Of images in pixels; of a table in the units of the standardized columns, at the share of their scale. */
    private static Optional<Scores.Robustness> robustness(
            Experiment experiment, ExperimentData data, TrainedModel model) {
        int size = experiment.robustnessSize();
        if (experiment.data().source().hasImages()) {
            return Scores.robustness(model, data.test(), size, SmoothnessMeter.DIVERGENCE, Scores.ATTACK_LEVEL);
        }
        double level = EpsilonScale.of(data.examples(), experiment.preprocessing(), Norm.L2)
                .usual();
        if (!model.classifier().hasFirstLayer()) {
            return Scores.robustness(model, data.test(), size, SmoothnessMeter.DIVERGENCE, level);
        }
        try (TrainedModel standardized = model.behindFirstLayer()) {
            return Scores.robustness(standardized, data.test(), size, SmoothnessMeter.DIVERGENCE, level);
        }
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

    /**
     * Reads the summary of a run, and makes sure that it is of the model beside it.
     *
     * @throws DataException if the file is missing, is no such summary, or of another model
     */
    public static RunSummary read(RunDirectory run) {
        RunSummary summary = read(run.summary());
        String expected = summary.provenance().get(MODEL); // earlier versions wrote none
        if (expected == null) {
            return summary;
        }
        String found = Checksum.Algorithm.SHA_256.of(run.model()).toString();
        if (!expected.equals(found)) {
            throw new InvalidDataException(
                    run.summary(),
                    "the summary of the model " + run.model() + ", " + found,
                    "that of a model with " + expected + "; the files are of two runs: train again");
        }
        return summary;
    }

    /**
     * Makes sure that this is the summary of an open model: its file can have been replaced, and this summary with it.
     *
     * @param directory where both were read
     * @throws DataException naming what differs
     */
    public void requireOf(ModelInfo model, RunDirectory directory) {
        Map<String, String> here = new HashMap<>(provenance);
        here.remove(MODEL);
        here.putAll(training);
        Map<String, String> opened = new HashMap<>(model.provenance());
        opened.putAll(model.training());
        List<String> differences = TrainingSettings.differences(here, opened);
        if (!differences.isEmpty()) {
            throw new InvalidDataException(
                    directory.summary(),
                    "the summary of the open model",
                    "that of another one (" + String.join("; ", differences)
                            + "): the run was replaced meanwhile; read it again");
        }
    }

    /**
     * Where this run's settings differ from those of an experiment, a text such as {@code seed is '1' there, '2' here} for
     * each; empty if this is a run of that experiment. The versions of the software and the place of the data do not count.
     *
     * @param examples as {@link TrainingExamples#load} gives them for the experiment
     */
    public List<String> differencesFrom(Experiment experiment, TrainingExamples examples) {
        Map<String, String> there = new HashMap<>(training);
        there.putAll(provenance);
        there.keySet().removeAll(OUTCOMES);
        there.put("network", network);
        there.put("latentSize", Integer.toString(latentSize));
        there.put("robustnessSize", Integer.toString(robustness == null ? 0 : robustness.examples()));
        InputLayer layer = experiment.preprocessing().fit(examples.inputs());
        Network trained = experiment.network().preprocessedBy(layer);
        Map<String, String> here = new HashMap<>(experiment.trainingConfig().describe());
        here.putAll(ExperimentFacts.others(experiment, examples, layer));
        here.putAll(TrainingSettings.of(trained));
        here.put("network", trained.name());
        here.put("latentSize", Integer.toString(trained.latentSize()));
        here.put("robustnessSize", Integer.toString(Math.min(experiment.robustnessSize(), testSize)));
        if (experiment.statisticsBatches() > 0) {
            here.put("statistics", "recomputed over " + experiment.statisticsBatches() + " batches");
        }
        return TrainingSettings.differences(there, here);
    }
}
