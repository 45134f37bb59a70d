package org.mat4j.lab.results;

import java.util.List;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.attack.ensemble.StandardEnsemble;
import org.mat4j.data.example.Examples;
import org.mat4j.lab.study.RobustnessConfig;

/**
 * Under which threats the robust accuracy of a run is measured. Immutable.
 *
 * @param ensembles what is done, one per threat; none for no such measurement
 * @param examples test examples attacked, at most, at least 1, drawn at random: the same for all models
 */
public record ThreatPlan(List<StandardEnsemble> ensembles, int examples) {

    /** Test examples attacked by default. */
    public static final int DEFAULT_EXAMPLES = RobustnessConfig.defaults().examples();

    /** Checks the values. */
    public ThreatPlan {
        ensembles = List.copyOf(ensembles);
        Checks.atLeast(1, "number of test examples to attack", examples);
    }

    /** The examples that are attacked. */
    Examples sample(Examples test) {
        return RobustnessConfig.defaults().withExamples(examples).sample(test);
    }

    /** All that decides what an ensemble leaves of a model, in words. */
    String describe(StandardEnsemble ensemble) {
        return examples + " examples, " + ensemble;
    }
}
