package org.mat4j.lab.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.ood.FittedDetectors;
import org.mat4j.core.measure.ood.Separation;
import org.mat4j.data.image.ImageData;

/**
 * How well models tell strangers from the images that they were made for, by several detectors: the same examples and the
 * same strangers for all models.
 *
 * @param training labeled examples of the home images' training part, which detectors are fitted to; a sample is kept
 * @param home images that no model was trained on; a sample is kept
 * @param strangers at least one set, with distinct names; a sample in the shape of the home images is kept
 * @param config how
 */
public record OutOfDistributionStudy(
        ImageData training, ImageData home, List<Strangers> strangers, OutOfDistributionConfig config) {
    /** Draws the samples and converts the strangers. */
    public OutOfDistributionStudy {
        List<String> names = strangers.stream().map(Strangers::name).toList();
        Checks.require(
                !names.isEmpty() && names.stream().distinct().count() == names.size(),
                "list of strangers",
                names,
                "at least one, each once");
        ImageData whole = home;
        training = training.atMost(config.trainingExamples(), config.seed());
        home = home.atMost(config.examples(), config.seed());
        strangers = strangers.stream()
                .map(s -> s.sample(config.examples(), config.seed(), whole.shape()))
                .toList();
    }

    /**
     * Measures.
     *
     * @param models open, at least one, for the home images
     * @param started told each model's name and that of each set before it is scored
     */
    public OutOfDistributionTable measure(List<NamedModel> models, BiConsumer<String, String> started) {
        List<OutOfDistributionTable.Row> rows = new ArrayList<>();
        for (NamedModel model : models) {
            started.accept(model.name(), "home");
            FittedDetectors detectors = FittedDetectors.of(model.model(), model.batches(training), config.detectors());
            Map<String, double[]> usual = detectors.scores("home", model.batches(home));
            for (Strangers set : strangers) {
                started.accept(model.name(), set.name());
                Map<String, double[]> foreign = detectors.scores(set.name(), model.batches(set.images()));
                foreign.forEach((detector, scores) -> rows.add(OutOfDistributionTable.Row.of(
                        model.name(), set.name(), detector, Separation.of(usual.get(detector), scores))));
            }
        }
        return new OutOfDistributionTable(rows);
    }
}
