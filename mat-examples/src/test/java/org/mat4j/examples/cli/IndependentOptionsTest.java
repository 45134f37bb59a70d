package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.network.Network;
import org.mat4j.lab.experiment.Experiment;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What an option of {@code train} asks for does not depend on the others, on their order, or on how it is written. */
class IndependentOptionsTest {

    private static final int ORDERS = 10;

    /** All that an experiment can be given, but what an experiment of the embedded sample cannot have. */
    private static final List<List<String>> LINES = List.of(
            List.of(
                    "network=mlp",
                    "width=4",
                    "latent-size=3",
                    "dropout=0.3",
                    "latent-range=ball:5",
                    "activation=tanh",
                    "logit-normalization=batch",
                    "initial-weights=lecun-normal",
                    "method=mat-entmin",
                    "preset=balanced",
                    "epsilon=1.5",
                    "alpha=0.7",
                    "alpha-rampup=5",
                    "beta=0.2",
                    "posterior=0.4",
                    "margin=0.1",
                    "rampup=7",
                    "xi=2e-2",
                    "power-iterations=2",
                    "divergence=posterior",
                    "covariance=diagonal",
                    "shrinkage=0.8",
                    "ridge=0.02",
                    "mixture-decay=0.95",
                    "label-smoothing=0.15",
                    "class-weights=1:1:1:1:1:2:2:2:2:2",
                    "updates=20",
                    "schedule=linear",
                    "learning-rate=0.01",
                    "batch-size=20",
                    "train-size=500",
                    "validation-size=100",
                    "evaluate-every=5",
                    "weight-average=0.9",
                    "statistics-batches=2",
                    "statistics-decay=constant",
                    "weight-decay=0.1",
                    "gradient-norm=2",
                    "smoothness-every=6",
                    "select-by=f1",
                    "patience=3",
                    "robustness-size=10",
                    "preprocessing=zca",
                    "zca-regularization=0.1",
                    "perturb=preprocessed",
                    "augment=translate",
                    "translation=1",
                    "freeze=body.*.gamma",
                    "rate-of=head.*=0.5"),
            List.of(
                    "method=mat-pgd",
                    "labels=100",
                    "unlabeled-batch-size=30",
                    "epochs=3",
                    "lambda=0.3",
                    "norm=l2",
                    "epsilon=0.2",
                    "epsilon-rampup=9",
                    "steps=3",
                    "path=1.5",
                    "bounds=0..1"),
            List.of("method=pi-model", "deviation=0.3", "normalization=batch"));

    /** About files, or how a run survives: they change nothing of the experiment on the embedded sample. */
    private static final Set<String> OTHERS = Set.of(
            "seed",
            "out",
            "overwrite",
            "resume",
            "change",
            "tensorboard",
            "quiet",
            "verbose",
            "help",
            "version",
            "checkpoint-every",
            "checkpoint-minutes",
            "dataset",
            "data",
            "download",
            "svhn-extra",
            "label-column",
            "categorical",
            "ignore-columns",
            "missing",
            "labels-file",
            "image-shape",
            "transposed",
            "test-data",
            "test-labels-file",
            "test-share",
            "from",
            "except");

    @TempDir
    Path folder;

    static List<List<String>> lines() {
        return LINES;
    }

    @Test
    void noOptionIsLeftOut() {
        Set<String> tried = LINES.stream()
                .flatMap(List::stream)
                .map(IndependentOptionsTest::name)
                .collect(Collectors.toCollection(TreeSet::new));
        tried.addAll(OTHERS);

        assertEquals(
                TrainCommand.commandLine().getCommandSpec().options().stream()
                        .map(OptionSpec::longestName)
                        .map(name -> name.substring(2))
                        .collect(Collectors.toCollection(TreeSet::new)),
                tried);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void anyOrderAndSpellingIsTheSame(List<String> options) {
        Map<String, String> expected = settings(parsed(options.stream().map(option -> "--" + option)));
        Random random = new Random(1);
        for (int i = 0; i < ORDERS; i++) {
            List<String> shuffled = new ArrayList<>(options);
            Collections.shuffle(shuffled, random);

            assertEquals(expected, settings(parsed(shuffled.stream().flatMap(option -> spelled(option, random)))));
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aFileIsTheSame(List<String> options) throws IOException {
        List<String> shuffled = new ArrayList<>(options);
        Collections.shuffle(shuffled, new Random(1));
        Path file = Files.write(folder.resolve("one.properties"), shuffled);
        long seed = parsed(options.stream().map(option -> "--" + option)).seed();

        Experiment read = ExperimentFile.read(file)
                .get(0)
                .train(seed, folder, List.of(), told -> {})
                .experiment();

        assertEquals(settings(parsed(options.stream().map(option -> "--" + option))), settings(read));
    }

    /** Without one option, which another may need, what it is about is as by default, and all else as before. */
    @ParameterizedTest
    @MethodSource("lines")
    void eachOptionChangesOneSetting(List<String> options) {
        Map<String, String> all = settings(parsed(options.stream().map(option -> "--" + option)));
        List<String> needed = new ArrayList<>();
        for (String option : options) {
            Map<String, String> without;
            try {
                without = settings(parsed(
                        options.stream().filter(other -> !other.equals(option)).map(other -> "--" + other)));
            } catch (IllegalArgumentException e) {
                needed.add(name(option));
                continue;
            }
            Set<String> changed = new TreeSet<>(all.keySet());
            changed.addAll(without.keySet());
            changed.removeIf(setting -> Objects.equals(all.get(setting), without.get(setting)));

            assertEquals(1, changed.size(), option + " changes " + changed);
        }
        assertTrue(needed.size() * 3 <= options.size(), "needed by others: " + needed);
    }

    private static String name(String option) {
        return option.split("=", 2)[0];
    }

    /** One of the ways to write it. */
    private static Stream<String> spelled(String option, Random random) {
        String[] words = option.split("=", 2);
        boolean choice = words[1].matches("[a-z][a-z-]+");
        String value = choice && !words[0].equals("network") && random.nextBoolean()
                ? words[1].toUpperCase(Locale.ROOT)
                : words[1];
        return random.nextBoolean() ? Stream.of("--" + words[0] + "=" + value) : Stream.of("--" + words[0], value);
    }

    private static Experiment parsed(Stream<String> words) {
        CommandLine train = TrainCommand.commandLine();
        train.parseArgs(Stream.concat(Stream.of("--out=runs"), words).toArray(String[]::new));
        TrainCommand command = train.getCommand();
        return command.experiment();
    }

    /** All of an experiment, by name; a method's and a network's own settings one by one. */
    private static Map<String, String> settings(Experiment experiment) {
        Map<String, String> settings = new TreeMap<>();
        for (RecordComponent component : Experiment.class.getRecordComponents()) {
            String name = component.getName();
            Object value = value(experiment, component);
            if (value instanceof Network network) {
                settings.put(name, network.name() + network.settings() + network.latentSize());
            } else if (name.equals("data")) {
                settings.put("train size", experiment.data().trainSize().toString());
                settings.put(
                        "validation size", experiment.data().validationSize().toString());
                settings.put("labels", experiment.data().labels().toString());
                settings.put("source", experiment.data().source().id());
            } else if (name.equals("method")) {
                settings.put(name, experiment.method().id());
                experiment.method().values().forEach((setting, own) -> settings.put(setting.name(), own.toString()));
            } else {
                settings.put(name, String.valueOf(value));
            }
        }
        return settings;
    }

    private static Object value(Experiment experiment, RecordComponent component) {
        try {
            return component.getAccessor().invoke(experiment);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
