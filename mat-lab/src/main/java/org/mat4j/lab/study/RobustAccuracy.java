package org.mat4j.lab.study;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.mat4j.core.check.Spelling;
import org.mat4j.core.measure.attack.ensemble.EnsembleResult;
import org.mat4j.core.measure.attack.ensemble.StandardEnsemble;
import org.mat4j.data.example.Examples;

/**
 * What the standard ensemble leaves of one model's accuracy under one threat, in percent of all examples: a line of
 * robust.jsonl.
 *
 * @param model its name
 * @param norm in which perturbations are measured: l1, l2 or l-infinity
 * @param epsilon their largest size
 * @param bounds that attacked inputs are kept in, as text
 * @param n number of examples
 * @param clean accuracy without an attack
 * @param attacks in the order in which they were made, each on the examples that the ones before left
 * @param robust accuracy under the point-wise worst case
 * @param low of the interval that holds the robust accuracy on all data of this kind with a confidence of 95 %
 * @param high of that interval
 * @param iterations of each run of an attack by gradient
 * @param targets number of classes that targeted attacks try
 * @param queries of the random search
 * @param seed of the attacks
 * @param warnings why it may look better than the model is
 */
@JsonPropertyOrder({"model", "norm", "epsilon", "bounds", "n", "clean", "attacks", "robust", "low", "high"})
public record RobustAccuracy(
        String model,
        String norm,
        double epsilon,
        String bounds,
        int n,
        double clean,
        List<Left> attacks,
        double robust,
        double low,
        double high,
        int iterations,
        int targets,
        int queries,
        long seed,
        List<String> warnings) {

    /**
     * One attack.
     *
     * @param attack its name
     * @param attacked number of examples that the ones before left
     * @param accuracy percent of all examples that it left
     */
    public record Left(String attack, int attacked, double accuracy) {}

    /** Copies the lists. */
    public RobustAccuracy {
        attacks = List.copyOf(attacks);
        warnings = List.copyOf(warnings);
    }

    /**
     * Attacks a classifier by several ensembles.
     *
     * @param classifier open
     * @param attacked the examples
     * @param ensembles what to do, one result each; lazily, as they are asked for
     */
    public static Stream<RobustAccuracy> of(
            NamedClassifier classifier, Examples attacked, List<StandardEnsemble> ensembles) {
        List<EnsembleResult> before = new ArrayList<>();
        return ensembles.stream().map(ensemble -> {
            EnsembleResult result = ensemble.evaluate(classifier.classifier(), classifier.batches(attacked));
            before.add(result);
            return of(classifier.name(), result, before);
        });
    }

    private static RobustAccuracy of(String model, EnsembleResult result, List<EnsembleResult> all) {
        StandardEnsemble ensemble = result.ensemble();
        return new RobustAccuracy(
                model,
                Spelling.of(ensemble.threat().norm()),
                ensemble.threat().epsilon(),
                ensemble.threat().bounds().toString(),
                result.n(),
                result.cleanPercent(),
                result.stages().stream()
                        .map(s -> new Left(s.attack().id(), s.attacked(), result.leftPercent(s)))
                        .toList(),
                result.robustPercent(),
                result.interval().low(),
                result.interval().high(),
                ensemble.iterations(),
                ensemble.targets(),
                ensemble.queries(),
                ensemble.seed(),
                Stream.concat(result.warnings().stream(), result.warningsAfter(all).stream())
                        .toList());
    }
}
