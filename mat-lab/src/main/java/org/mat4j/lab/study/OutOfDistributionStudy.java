package org.mat4j.lab.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.ood.FittedDetectors;
import org.mat4j.core.measure.ood.Separation;
import org.mat4j.data.example.Examples;

/**
 * How well models tell strangers from the examples that they were made for, by several detectors: the same examples and the
 * same strangers for all models.
 *
 * @param training labeled examples of the home examples' training part, which detectors are fitted to; a sample is kept
 * @param home examples that no model was trained on; a sample is kept
 * @param strangers at least one set, with distinct names; a sample in the shape of the home examples is kept
 * @param config how
 */
public record OutOfDistributionStudy(
        Examples training, Examples home, List<Strangers> strangers, OutOfDistributionConfig config) {
    /** Draws the samples and converts the strangers. */
    public OutOfDistributionStudy {
        List<String> names = strangers.stream().map(Strangers::name).toList();
        Checks.require(
                !names.isEmpty() && names.stream().distinct().count() == names.size(),
                "list of strangers",
                names,
                "at least one, each once");
        Examples whole = home;
        training = training.atMost(config.trainingExamples(), config.seed());
        home = home.atMost(config.examples(), config.seed());
        strangers = strangers.stream()
                .map(s -> s.sample(config.examples(), config.seed(), whole.inputShape()))
                .toList();
    }

    /**
     * Measures.
     *
     * @param models open, at least one, for the home examples
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
                Map<String, double[]> foreign = detectors.scores(set.name(), model.batches(set.examples()));
                foreign.forEach((detector, scores) -> rows.add(OutOfDistributionTable.Row.of(
                        model.name(), set.name(), detector, Separation.of(usual.get(detector), scores))));
            }
        }
        return new OutOfDistributionTable(rows);
    }
}
