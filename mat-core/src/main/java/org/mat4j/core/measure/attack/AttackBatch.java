package org.mat4j.core.measure.attack;

import java.util.Objects;
import org.mat4j.core.check.Checks;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.model.Classifier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Examples to perturb.
 *
 * @param features [n, inputShape...], or in another form that the model's classifier takes
 * @param labels one-hot [n, m]; may be null for attacks that do not read them
 * @param seed of the attack's random numbers
 * @param first number of the first example in the whole data, at least 0: each example has random numbers of its own,
 *     whatever batch it comes in
 */
public record AttackBatch(INDArray features, INDArray labels, long seed, long first) {
    /** Checks the values. */
    public AttackBatch {
        Objects.requireNonNull(features, "features");
        Checks.atLeast(0, "number of the first example", first);
    }

    /** A batch whose first example has the number 0. */
    public static AttackBatch of(INDArray features, INDArray labels, long seed) {
        return new AttackBatch(features, labels, seed, 0);
    }

    /** The same examples in a model's shape and type, known to lie within the bounds, for valid sizes. */
    AttackBatch checked(Classifier classifier, Bounds bounds, double... epsilons) {
        for (double epsilon : epsilons) {
            Checks.weight("epsilon", epsilon);
        }
        INDArray x = classifier.check().features(features).castTo(classifier.dataType());
        bounds.require(x);
        return new AttackBatch(x, labels, seed, first);
    }

    /** The true classes. */
    int[] classes(Classifier classifier) {
        return classifier.check().labels(labels, features.size(0)).argMax(1).toIntVector();
    }
}
