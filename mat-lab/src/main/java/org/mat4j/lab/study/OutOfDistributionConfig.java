package org.mat4j.lab.study;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.ood.Detector;

/**
 * How the detection of strangers is measured. Immutable.
 *
 * @param detectors with distinct names
 * @param trainingExamples that they are fitted to, at most, at least 1, drawn at random: the same for all models
 * @param examples home examples, and strangers of each set, at most, at least 1, drawn at random: the same for all models
 * @param seed of the draws
 */
@RecordBuilder
public record OutOfDistributionConfig(List<Detector> detectors, int trainingExamples, int examples, long seed)
        implements OutOfDistributionConfigBuilder.With {
    /** Checks the values. */
    public OutOfDistributionConfig {
        detectors = List.copyOf(detectors);
        Checks.atLeast(1, "number of detectors", detectors.size());
        Checks.atLeast(1, "number of training examples to fit the detectors to", trainingExamples);
        Checks.atLeast(1, "number of examples to score", examples);
    }

    /** All detectors, fitted to 5,000 examples, on 1,000 of each kind. */
    public static OutOfDistributionConfig defaults() {
        return new OutOfDistributionConfig(Detector.standard(), 5000, 1000, 1);
    }
}
