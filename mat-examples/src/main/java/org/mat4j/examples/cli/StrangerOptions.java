package org.mat4j.examples.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.ood.Detector;
import org.mat4j.core.measure.ood.NearestNeighbors;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.Examples;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.ExperimentData;
import org.mat4j.lab.study.OutOfDistributionConfig;
import org.mat4j.lab.study.OutOfDistributionStudy;
import org.mat4j.lab.study.Strangers;
import picocli.CommandLine.Option;

/** Which strangers a model is to tell from its own kind, and what detectors are fitted to. */
final class StrangerOptions {

    private static final String NOISE = "noise";

    @Option(
            names = "--strangers",
            paramLabel = "NAME[=DIR]",
            split = ",",
            arity = "1..*",
            description =
                    "Images of another kind, with commas: the test part of ${bundle:choices.ImageDataset}, in the folder "
                            + "DIR or where --data would look for it by default, brought to the models' shape; noise, for uniform "
                            + "pixels and for Gaussian ones of the test images' mean and deviation. Default: " + NOISE
                            + ".")
    private List<String> names = List.of(NOISE);

    @Option(
            names = "--fit-limit",
            paramLabel = "N",
            description =
                    "Images of the training part, with their labels, that detectors of strangers are fitted to, at most, "
                            + "drawn at random. Default: ${DEFAULT-VALUE}.")
    private int fitLimit = OutOfDistributionConfig.defaults().trainingExamples();

    @Option(
            names = "--neighbors",
            paramLabel = "K",
            description = "Of the detector by the distance to the k-th nearest neighbor. Default: ${DEFAULT-VALUE}.")
    private int neighbors = NearestNeighbors.DEFAULT_K;

    /**
     * What the options ask for; nothing is loaded yet.
     *
     * @param selections empty for noise
     */
    record Plan(OutOfDistributionConfig config, List<Optional<DataSelection>> selections) {
        /** Loads the strangers. */
        OutOfDistributionStudy study(Examples training, Examples test) {
            Examples home = test.atMost(config.examples(), config.seed());
            List<Strangers> strangers = selections.stream()
                    .flatMap(selection -> selection
                            .map(s -> Stream.of(new Strangers(s.source().id(), ExperimentData.load(s, Part.TEST))))
                            .orElseGet(() -> Strangers.noise(home, home.size(), config.seed()).stream()))
                    .toList();
            return new OutOfDistributionStudy(training, home, strangers, config);
        }
    }

    /**
     * Checks the options.
     *
     * @param examples of each kind, at most
     */
    Plan plan(int examples, long seed) {
        List<Optional<DataSelection>> selections = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (String text : names) {
            String name = text.split("=", 2)[0];
            if (seen.contains(name)) {
                throw new IllegalArgumentException("--strangers has '" + name + "' twice, expected each once");
            }
            seen.add(name);
            selections.add(text.equals(NOISE) ? Optional.empty() : Optional.of(selection(name, text)));
        }
        Checks.atLeast(1, "--limit", examples);
        Checks.atLeast(1, "--fit-limit", fitLimit);
        Checks.require(
                neighbors >= 1 && neighbors <= fitLimit,
                "--neighbors",
                neighbors,
                "at least 1 and at most --fit-limit, " + fitLimit);
        OutOfDistributionConfig config =
                new OutOfDistributionConfig(Detector.standard(neighbors), fitLimit, examples, seed);
        return new Plan(config, selections);
    }

    private static DataSelection selection(String name, String text) {
        DataSelection selection = DataSelection.of(ImageDataset.find(name)
                .orElseThrow(() -> new IllegalArgumentException("--strangers has '" + text + "', expected "
                        + NOISE
                        + " or NAME or NAME=DIR with a name of "
                        + Stream.of(ImageDataset.values()).map(ImageDataset::id).toList())));
        return name.equals(text) ? selection : selection.in(Path.of(text.substring(name.length() + 1)));
    }
}
