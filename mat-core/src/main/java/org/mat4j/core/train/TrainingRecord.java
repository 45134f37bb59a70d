package org.mat4j.core.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mat4j.core.method.Objective;
import org.mat4j.core.method.Weight;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.core.model.Versions;
import org.mat4j.core.network.Network;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;

/**
 * Writes down how a model was trained, for the model file.
 *
 * @param classNames in the order of the logits
 * @param provenance what the application tells
 */
record TrainingRecord(Network network, List<String> classNames, Map<String, String> provenance) {

    private static final String CLASS_NAMES = "classNames";

    void save(Checkpoint.Builder checkpoint) {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        classNames.forEach(names::add);
        checkpoint.value(CLASS_NAMES, names);
    }

    TrainingRecord withClassNamesOf(Checkpoint checkpoint) {
        List<String> names = new ArrayList<>();
        checkpoint.value(CLASS_NAMES).forEach(name -> names.add(name.asText()));
        return new TrainingRecord(network, names, provenance);
    }

    /** The settings of a training, each value by its name. */
    static Map<String, String> settings(TrainingConfig config) {
        Map<String, String> training = new LinkedHashMap<>();
        Objective objective = config.method().objective();
        training.put("method", config.method().id());
        objective.perturbation().ifPresent(p -> {
            put(training, "perturbation", p.direction(), p.alpha());
            training.put("perturbationSpace", value(config.perturbationSpace()));
        });
        objective.terms().forEach((name, term) -> put(training, name, term.loss(), term.weight()));
        training.put("mixture", objective.mixture().toString());
        training.put("updater", value(config.updater()));
        config.beta1Schedule().ifPresent(s -> training.put("beta1", value(s)));
        training.put("duration", config.duration().toString());
        training.put("seed", value(config.seed()));
        training.put("dataType", value(config.dataType()));
        config.evaluateEvery().ifPresent(n -> training.put("evaluateEvery", value(n)));
        config.weightAverage().ifPresent(decay -> training.put("weightAverage", value(decay)));
        config.patience().ifPresent(p -> training.put("patience", value(p)));
        return training;
    }

    private static void put(Map<String, String> settings, String name, Object what, Weight weight) {
        settings.put(name, value(what));
        settings.put(name + ".weight", value(weight.value()));
        settings.put(name + ".rampUp", value(weight.rampUpUpdates()));
    }

    /** Of an object without a text of its own the class alone: the number after it differs in every run. */
    private static String value(Object object) {
        return object.toString().replaceAll("@[0-9a-f]{1,8}\\b", "");
    }

    /** The settings of a network, in words and numbers. */
    static Map<String, String> settings(Network network) {
        Map<String, String> settings = new LinkedHashMap<>();
        network.settings().forEach((name, value) -> settings.put("network " + name, value));
        return settings;
    }

    /**
     * What the model file says.
     *
     * @param mixtureFrom what its mixture was estimated from
     */
    ModelInfo info(ModelMaker.Selection selection, String mixtureFrom) {
        Map<String, String> training = settings(selection.config());
        training.putAll(settings(network));
        training.put("updates", value(selection.updates()));
        training.put("selected", selection.text());
        training.put("mixtureFrom", mixtureFrom);
        Map<String, String> all = new LinkedHashMap<>(provenance);
        all.put("mat4j", Versions.mat4j());
        all.put("nd4j", Versions.nd4j());
        all.put("backend", Nd4j.getBackend().getClass().getSimpleName());
        all.put("java", Runtime.version().toString());
        all.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return new ModelInfo(network.name(), network.inputShape(), network.latentSize(), classNames, training, all);
    }
}
