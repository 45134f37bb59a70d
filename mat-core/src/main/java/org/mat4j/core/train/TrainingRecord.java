package org.mat4j.core.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mat4j.core.method.Method;
import org.mat4j.core.method.Weight;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.core.model.Versions;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.PerturbationSpace;
import org.nd4j.linalg.factory.Nd4j;

/** Writes down how a model was trained, for the model file. */
final class TrainingRecord {

    private TrainingRecord() {}

    /** The settings of a training, in words and numbers. */
    static Map<String, String> settings(TrainingConfig config) {
        Map<String, String> training = new LinkedHashMap<>();
        Method method = config.method();
        training.put("method", method.name());
        method.cleanTerms().forEach(t -> training.put(t.loss().name(), t.loss() + " x " + text(t.weight())));
        method.perturbation().ifPresent(p -> {
            training.put("perturbation", p + " x " + text(method.perturbationWeight()));
            if (config.perturbationSpace() == PerturbationSpace.PREPROCESSED) {
                training.put("perturbationSpace", "preprocessed");
            }
            method.perturbedTerms().forEach(t -> training.put(t.loss().name(), t.loss() + " x " + text(t.weight())));
        });
        training.put("mixture", method.mixture().toString());
        training.put("updater", config.updater().toString());
        config.beta1Schedule().ifPresent(s -> training.put("beta1", s.toString()));
        training.put(
                "duration",
                config.duration().count() + " "
                        + config.duration().unit().name().toLowerCase(Locale.ROOT));
        training.put("seed", Long.toString(config.seed()));
        training.put("dataType", config.dataType().toString());
        config.evaluationInterval().ifPresent(n -> training.put("evaluationInterval", n + " updates"));
        config.weightAverage().ifPresent(decay -> training.put("weightAverage", "decay " + decay));
        config.patience().ifPresent(p -> training.put("patience", p.toString()));
        return training;
    }

    /** The settings of a network, in words and numbers. */
    static Map<String, String> settings(Network network) {
        Map<String, String> settings = new LinkedHashMap<>();
        network.settings().forEach((name, value) -> settings.put("network " + name, value));
        return settings;
    }

    static ModelInfo of(
            Network network,
            List<String> classNames,
            TrainingConfig config,
            long updates,
            Map<String, String> provenance) {
        Map<String, String> training = settings(config);
        training.putAll(settings(network));
        training.put("updates", Long.toString(updates));
        Map<String, String> all = new LinkedHashMap<>(provenance);
        all.put("mat4j", Versions.mat4j());
        all.put("nd4j", Versions.nd4j());
        all.put("backend", Nd4j.getBackend().getClass().getSimpleName());
        all.put("java", Runtime.version().toString());
        all.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return new ModelInfo(network.name(), network.inputShape(), network.latentSize(), classNames, training, all);
    }

    private static String text(Weight weight) {
        return weight.value()
                + (weight.rampUpUpdates() == 0 ? "" : " (rising over " + weight.rampUpUpdates() + " updates)");
    }
}
