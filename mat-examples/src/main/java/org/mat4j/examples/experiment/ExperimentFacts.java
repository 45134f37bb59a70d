package org.mat4j.examples.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
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
        facts.putAll(experiment.trainingConfig().describe());
        facts.putAll(ExperimentRunner.provenance(
                experiment, data, experiment.preprocessing().toString()));
        return Collections.unmodifiableMap(facts);
    }

    private static long parameterCount(Experiment experiment) {
        return ParameterSet.initialize(experiment.network(), DataType.FLOAT, experiment.seed())
                .flat()
                .length();
    }

    /**
     * Where facts differ, for a message.
     *
     * @param there what was found
     * @param here what was expected
     * @return for each difference a text such as {@code seed is '1' there, '2' here}, sorted by name
     */
    public static List<String> differences(Map<String, String> there, Map<String, String> here) {
        TreeSet<String> names = new TreeSet<>(there.keySet());
        names.addAll(here.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            if (!Objects.equals(there.get(name), here.get(name))) {
                differences.add(name + " is " + text(there.get(name)) + " there, " + text(here.get(name)) + " here");
            }
        }
        return differences;
    }

    private static String text(String value) {
        return value == null ? "not given" : "'" + value + "'";
    }
}
