package org.mat4j.lab.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mat4j.core.network.InputLayer;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.InitialValues;
import org.mat4j.core.train.TrainingSettings;
import org.mat4j.lab.output.OutputException;

/** What decides what a training gives, by name: equal for equal trainings. What depends on the test part alone is not among it. */
public final class ExperimentFacts {

    private ExperimentFacts() {}

    /** @param examples as {@link TrainingExamples#load} gives them for the experiment */
    public static Map<String, String> of(Experiment experiment, TrainingExamples examples) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("network", experiment.network().name());
        facts.put("latentSize", Integer.toString(experiment.network().latentSize()));
        facts.put(
                "parameters",
                Long.toString(ParameterSet.Declared.of(experiment.network()).length()));
        experiment.network().settings().forEach((name, value) -> facts.put("network " + name, value));
        facts.putAll(experiment.trainingConfig().describe());
        facts.put("statisticsBatches", Integer.toString(experiment.statisticsBatches()));
        facts.putAll(others(experiment, examples, experiment.preprocessing().toString()));
        return Collections.unmodifiableMap(facts);
    }

    /**
     * Makes sure that what was planned in another process is trained here too.
     *
     * @param expected the facts there
     * @param what is made, such as "the search"
     * @throws OutputException naming what differs
     */
    public static void require(
            Map<String, String> expected, Experiment experiment, TrainingExamples examples, String what) {
        List<String> differences = TrainingSettings.differences(expected, of(experiment, examples));
        if (!differences.isEmpty()) {
            throw new OutputException(what + " is another one here, expected the same data and settings: "
                    + String.join("; ", differences));
        }
    }

    /**
     * Those beside the network and {@link Experiment#trainingConfig}, as a run records them.
     *
     * @param fitted what the preprocessing has become
     */
    static Map<String, String> others(Experiment experiment, TrainingExamples examples, InputLayer fitted) {
        return others(experiment, examples, fitted == InputLayer.NONE ? "scaled to [0, 1]" : fitted.toString());
    }

    private static Map<String, String> others(Experiment experiment, TrainingExamples examples, String preprocessed) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("dataset", experiment.data().source().id());
        facts.put("trainingData", examples.training().provenance().content());
        facts.put("trainSize", Integer.toString(examples.training().size()));
        facts.put("batchSize", Integer.toString(experiment.batchSize()));
        examples.unlabeled().ifPresent(inputs -> {
            facts.put("unlabeledSize", Integer.toString(inputs.size()));
            facts.put("unlabeledBatchSize", Integer.toString(experiment.unlabeledBatch()));
        });
        facts.put("preprocessing", preprocessed);
        facts.put("augmentation", experiment.augmentation().toString());
        experiment.initialValues().ifPresent(values -> facts.put(InitialValues.PROVENANCE, values.toString()));
        examples.validation()
                .ifPresent(v -> facts.put("validationData", v.provenance().content()));
        return facts;
    }
}
