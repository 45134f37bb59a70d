package org.mat4j.lab.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mat4j.core.network.ParameterSet;
import org.nd4j.linalg.api.buffer.DataType;

/** All that decides what an experiment's training gives, in words by name: equal for equal trainings. */
public final class ExperimentFacts {

    private ExperimentFacts() {}

    /**
     * Of an experiment. What depends on the test part alone is not among them.
     *
     * @param experiment the settings
     * @param data as {@link TrainingExamples#load} gives it for these settings
     */
    public static Map<String, String> of(Experiment experiment, TrainingExamples data) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("network", experiment.network().name());
        facts.put("latentSize", Integer.toString(experiment.network().latentSize()));
        facts.put("parameters", Long.toString(parameterCount(experiment)));
        experiment.network().settings().forEach((name, value) -> facts.put("network " + name, value));
        facts.putAll(experiment.trainingConfig().describe());
        facts.put("statisticsBatches", Integer.toString(experiment.evaluation().statisticsBatches()));
        facts.putAll(ExperimentRunner.provenance(
                experiment, data, experiment.preprocessing().toString()));
        return Collections.unmodifiableMap(facts);
    }

    private static long parameterCount(Experiment experiment) {
        return ParameterSet.initialize(experiment.network(), DataType.FLOAT, experiment.seed())
                .flat()
                .length();
    }
}
