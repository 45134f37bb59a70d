package org.mat4j.core.train;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mat4j.core.method.Objective;
import org.mat4j.core.method.Weight;
import org.mat4j.core.method.loss.CrossEntropy;
import org.mat4j.core.network.LabelForm;
import org.mat4j.core.network.Network;

/** The settings of a training by name, each a single value: the maps are equal for equal trainings, in every run. */
public final class TrainingSettings {

    /** What the names of the network's own settings start with. */
    public static final String NETWORK = "network ";

    private final Map<String, String> values = new LinkedHashMap<>();

    private TrainingSettings() {}

    static Map<String, String> of(Network network, TrainingConfig config) {
        Map<String, String> values = of(config);
        values.putAll(of(network));
        return values;
    }

    /** Those of a network, which begin with {@link #NETWORK}. */
    public static Map<String, String> of(Network network) {
        Map<String, String> values = new LinkedHashMap<>();
        network.settings().forEach((name, value) -> values.put(NETWORK + name, value));
        return values;
    }

    static Map<String, String> of(TrainingConfig config) {
        TrainingSettings settings = new TrainingSettings();
        Objective objective = config.method().objective();
        settings.put("method", config.method().id());
        if (!objective.classification().equals(new CrossEntropy())) {
            settings.put(objective.classification().name(), objective.classification());
        }
        objective.perturbation().ifPresent(p -> {
            settings.put("perturbation", p.direction(), p.alpha());
            settings.put("perturbationSpace", config.perturbationSpace());
        });
        objective.terms().forEach((name, term) -> settings.put(name, term.loss(), term.weight()));
        settings.put("mixture", objective.mixture());
        settings.put("updater", config.updater());
        config.beta1Schedule().ifPresent(schedule -> settings.put("beta1", schedule));
        settings.put("duration", config.duration().toString());
        settings.put("seed", config.seed());
        settings.put("dataType", config.dataType());
        if (config.labelForm() != LabelForm.ONE_HOT) {
            settings.put("labelForm", config.labelForm());
        }
        config.evaluateEvery().ifPresent(n -> settings.put("evaluateEvery", n));
        config.weightAverage().ifPresent(decay -> settings.put("weightAverage", decay));
        if (!config.rates().equals(ParameterRates.EQUAL)) {
            settings.put("rates", config.rates().toString());
        }
        if (config.weightDecay() > 0) {
            settings.put("weightDecay", config.weightDecay());
        }
        config.gradientNorm().ifPresent(norm -> settings.put("gradientNorm", norm));
        settings.put("statisticsDecay", config.statisticsDecay());
        if (config.selectBy() != ModelScore.Ready.ERROR) {
            settings.put("selectBy", config.selectBy());
        }
        config.patience().ifPresent(n -> settings.put("patience", n));
        return settings.values;
    }

    private void put(String name, Object what, Weight weight) {
        put(name, what);
        put(name + ".weight", weight.value());
        put(name + ".rampUp", weight.rampUpUpdates());
    }

    /** A record by its components. Of an object without a text of its own the class: the number after it is never the same. */
    private void put(String name, Object value) {
        if (!(value instanceof Record)) {
            values.put(name, String.valueOf(value).replaceAll("@[0-9a-f]{1,8}\\b", ""));
            return;
        }
        values.put(name, value.getClass().getSimpleName());
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                put(name + "." + component.getName(), component.getAccessor().invoke(value));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + component + " of " + value, e);
            }
        }
    }

    /**
     * Where two trainings differ.
     *
     * @param there what was found, by name
     * @param here what was expected, by name
     * @return for each difference a text such as {@code seed is '1' there, '2' here}, sorted by name
     */
    public static List<String> differences(Map<String, String> there, Map<String, String> here) {
        return differing(there, here)
                .map(name -> name + " is " + text(there.get(name)) + " there, " + text(here.get(name)) + " here")
                .toList();
    }

    /** What makes one training of another, for the record: {@code seed from 1 to 2}, sorted by name. */
    static String change(Map<String, String> from, Map<String, String> to) {
        return differing(from, to)
                .map(name -> name + " from " + from.getOrDefault(name, "none") + " to " + to.getOrDefault(name, "none"))
                .collect(Collectors.joining("; "));
    }

    private static Stream<String> differing(Map<String, String> one, Map<String, String> other) {
        TreeSet<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        return names.stream().filter(name -> !Objects.equals(one.get(name), other.get(name)));
    }

    private static String text(String value) {
        return value == null ? "not given" : "'" + value + "'";
    }
}
