package org.mat4j.examples.cli;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mat4j.core.check.Spelling;
import org.mat4j.core.measure.ClassDistance;
import org.mat4j.core.method.MethodType;
import org.mat4j.core.method.Preset;
import org.mat4j.core.method.Setting;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.data.dataset.DataSource;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.lab.experiment.EpsilonScale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** The method and its settings: options that are made of what the methods say of themselves. */
final class MethodOptions {

    /** L-infinity size of perturbations where none is given: the same L2 size on 28 x 28 pixels. */
    private static final double EPSILON_L_INFINITY = ImageDataset.MNIST.epsilon() / 28;

    /** Standard deviation of the Pi-model's noise where none is given (Laine and Aila 2017). */
    private static final double DEVIATION = 0.15;

    private static final String METHOD = "--method";
    private static final String PRESET = "--preset";
    private static final String AUTO = "auto";
    private static final MethodType DEFAULT = MethodType.MAT;

    /** What has no effect where some weights are all 0; but epsilon, which must be given for some data. */
    private static final Map<List<Setting<Double>>, List<Setting<?>>> OF_WEIGHTS = Map.of(
            List.of(Setting.ALPHA),
            List.of(
                    Setting.EPSILON_RAMP_UP,
                    Setting.NORM,
                    Setting.STEPS,
                    Setting.PATH,
                    Setting.BOUNDS,
                    Setting.XI,
                    Setting.POWER_ITERATIONS,
                    Setting.ALPHA_RAMP_UP,
                    Setting.BETA,
                    Setting.DIVERGENCE),
            List.of(Setting.BETA),
            List.of(Setting.DIVERGENCE),
            List.of(Setting.POSTERIOR),
            List.of(Setting.MARGIN),
            List.of(Setting.LAMBDA, Setting.POSTERIOR, Setting.BETA),
            List.of(Setting.RAMP_UP, Setting.MIXTURE_DECAY));

    private MethodOptions() {}

    /** Adds the options to a command, but those of settings that it has options of its own for. */
    static void addTo(CommandSpec command, int order) {
        ArgGroupSpec.Builder group = ArgGroupSpec.builder()
                .validate(false)
                .exclusive(false)
                .heading("%nMethod%n")
                .order(order)
                .addArg(OptionSpec.builder(METHOD)
                        .paramLabel("NAME")
                        .type(MethodType.class)
                        .description(methods())
                        .build())
                .addArg(OptionSpec.builder(PRESET)
                        .paramLabel("NAME")
                        .type(Preset.class)
                        .description(presets())
                        .build());
        settings()
                .filter(setting -> command.findOption(option(setting)) == null)
                .map(setting -> OptionSpec.builder(option(setting))
                        .paramLabel("X")
                        .type(String.class)
                        .converters((ITypeConverter<String>) text -> checked(setting, text))
                        .description(description(setting))
                        .build())
                .forEach(group::addArg);
        command.addArgGroup(group.build());
    }

    private static String checked(Setting<?> setting, String text) {
        try {
            if (setting.equals(Setting.EPSILON) && text.equals(AUTO)) {
                return text;
            }
            setting.parse(text);
            return text;
        } catch (IllegalArgumentException e) {
            throw (TypeConversionException) new TypeConversionException(e.getMessage()).initCause(e);
        }
    }

    /** All options of methods that a command has, but for its own of the same name, whose values are of another kind. */
    static String[] names(CommandSpec command) {
        return Stream.concat(
                        Stream.of(METHOD, PRESET),
                        settings()
                                .map(MethodOptions::option)
                                .filter(name -> command.findOption(name).type() == String.class))
                .toArray(String[]::new);
    }

    private static Stream<MethodType> types() {
        return Arrays.stream(MethodType.values());
    }

    /** Those of all methods, the default method's first. */
    private static Stream<Setting<?>> settings() {
        return Stream.<Setting<?>>concat(DEFAULT.settings().stream(), types().flatMap(t -> t.settings().stream()))
                .distinct();
    }

    private static String option(Setting<?> setting) {
        return "--" + setting.name();
    }

    private static String[] methods() {
        return Stream.concat(
                        Stream.of(
                                "One of ${bundle:choices.MethodType}. Default: " + DEFAULT.id() + ".",
                                "CE is the cross-entropy, I the regularizer, r the perturbation:"),
                        types().map(t -> " " + t.id() + ": " + t.formula()))
                .toArray(String[]::new);
    }

    private static String[] presets() {
        return Stream.concat(
                        Stream.of(
                                "Numbers that go together, one of ${bundle:choices.Preset}; options beside it count. Used"
                                        + " by " + ids(types().filter(MethodOptions::hasPresets)) + "."),
                        Arrays.stream(Preset.values())
                                .map(preset -> " " + preset.id() + ": "
                                        + preset.settings().entrySet().stream()
                                                .map(e -> e.getKey() + " " + e.getValue())
                                                .collect(Collectors.joining(", "))))
                .toArray(String[]::new);
    }

    private static boolean hasPresets(MethodType type) {
        return Preset.COMPACT.settings().keySet().stream().allMatch(type::has);
    }

    private static String ids(Stream<MethodType> types) {
        return types.map(MethodType::id).collect(Collectors.joining(", "));
    }

    private static String description(Setting<?> setting) {
        List<MethodType> users = types().filter(t -> t.has(setting)).toList();
        return Character.toUpperCase(setting.meaning().charAt(0))
                + setting.meaning().substring(1) + ", " + setting.expected() + ". Default: "
                + defaults(setting, users) + ". Used by "
                + ids(users.stream()) + ".";
    }

    private static String defaults(Setting<?> setting, List<MethodType> users) {
        if (setting.equals(Setting.EPSILON)) {
            return ImageDataset.MNIST.epsilon() + ", an L2 norm over pixels in [0, 1]; under L-infinity"
                    + String.format(Locale.ROOT, " %.4f of each pixel", EPSILON_L_INFINITY)
                    + "; none for one's own data, where " + AUTO + " takes " + ClassDistance.USUAL_SHARE
                    + " of the median distance between a training example and the nearest of another class";
        }
        if (setting.equals(Setting.DEVIATION)) {
            return String.valueOf(DEVIATION);
        }
        Map<String, List<String>> byValue = users.stream()
                .collect(Collectors.groupingBy(
                        t -> defaultOf(t, setting),
                        LinkedHashMap::new,
                        Collectors.mapping(MethodType::id, Collectors.toList())));
        String usual = Collections.max(byValue.keySet(), Comparator.comparing(value -> byValue.get(value)
                .size()));
        byValue.remove(usual);
        return usual
                + byValue.entrySet().stream()
                        .map(e -> "; " + e.getKey() + " for " + String.join(", ", e.getValue()))
                        .collect(Collectors.joining());
    }

    private static String defaultOf(MethodType type, Setting<?> setting) {
        Setting<?> own = type.settings().get(type.settings().indexOf(setting));
        return own.defaultValue().orElseThrow().toString().toLowerCase(Locale.ROOT);
    }

    /**
     * The method with the settings given, the others by default, its size of perturbations by the dataset.
     *
     * @param scale of the training examples in a norm; asked for where the size depends on it
     */
    static TypedMethod create(CommandSpec command, DataSource source, Function<Norm, EpsilonScale> scale) {
        MethodType asked = command.findOption(METHOD).getValue();
        MethodType type = asked == null ? DEFAULT : asked;
        Map<String, Object> given = new LinkedHashMap<>();
        settings().forEach(setting -> {
            // A command's own option of that name has values of another kind, to be tried in turn.
            if (command.findOption(option(setting)).getValue() instanceof String text) {
                given.put(setting.name(), text);
            }
        });
        checkUse(type, given, new Given(command));
        Preset preset = command.findOption(PRESET).getValue();
        if (preset != null) {
            preset.settings().forEach((setting, value) -> given.putIfAbsent(setting.name(), value));
        }
        checkWeights(type, given, new Given(command));
        if (type.has(Setting.EPSILON)) {
            given.compute(Setting.EPSILON.name(), (name, value) -> epsilon(value, norm(type, given), source, scale));
        }
        if (type.has(Setting.DEVIATION)) {
            given.putIfAbsent(Setting.DEVIATION.name(), DEVIATION);
        }
        return type.create(given);
    }

    /** Refuses numbers that the method does not have, and those of what others make 0. */
    private static void checkUse(MethodType type, Map<String, Object> values, Given given) {
        String method = "with --method " + type.id();
        String settings = type.settings().stream().map(MethodOptions::option).collect(Collectors.joining(", "));
        values.keySet()
                .forEach(name -> given.require(
                        type.settings().stream()
                                .anyMatch(setting -> setting.name().equals(name)),
                        method + ", whose numbers are " + settings,
                        "--" + name));
        given.require(
                hasPresets(type),
                method + ": only " + ids(types().filter(MethodOptions::hasPresets)) + " have presets",
                PRESET);
    }

    /** Refuses the numbers of terms whose weights are all 0. */
    private static void checkWeights(MethodType type, Map<String, Object> values, Given given) {
        OF_WEIGHTS.forEach((weights, used) -> {
            List<Setting<Double>> own = weights.stream().filter(type::has).toList();
            boolean zero = own.stream()
                    .allMatch(weight ->
                            weight.parse(Objects.toString(values.get(weight.name()), defaultOf(type, weight))) == 0);
            given.require(
                    own.isEmpty() || !zero,
                    "with " + own.stream().map(weight -> option(weight) + " 0").collect(Collectors.joining(" and ")),
                    used.stream().map(MethodOptions::option).toArray(String[]::new));
        });
    }

    private static Object epsilon(Object given, Norm norm, DataSource source, Function<Norm, EpsilonScale> scale) {
        if (AUTO.equals(given)) {
            return scale.apply(norm).usual();
        }
        if (given != null) {
            return given;
        }
        if (source.epsilon().isPresent()) {
            return norm == Norm.L2 ? source.epsilon().getAsDouble() : EPSILON_L_INFINITY;
        }
        EpsilonScale known = scale.apply(norm);
        throw new IllegalArgumentException(String.format(
                Locale.ROOT,
                "--epsilon is missing, expected the size of perturbations for %s: the median distance between a training"
                        + " example and the nearest of another class is %.3g (%s); --epsilon %s takes %s of it, %.3g",
                source.title(),
                known.distance(),
                Spelling.of(norm),
                AUTO,
                ClassDistance.USUAL_SHARE,
                known.usual()));
    }

    private static Norm norm(MethodType type, Map<String, Object> given) {
        if (type.has(Setting.NORM)) {
            Object norm = given.getOrDefault(
                    Setting.NORM.name(), Setting.NORM.defaultValue().orElseThrow());
            return Setting.NORM.parse(norm.toString());
        }
        return type == MethodType.AT_L_INFINITY ? Norm.L_INFINITY : Norm.L2;
    }
}
