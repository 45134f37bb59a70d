package org.mat4j.core.train;

import java.util.Objects;
import java.util.stream.IntStream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.ModelOutputs;
import org.mat4j.core.measure.attack.ClassifierAttack;
import org.mat4j.core.measure.attack.Criterion;
import org.mat4j.core.measure.attack.OpenAttack;
import org.mat4j.core.measure.internal.Rows;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.ModelInfo;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * By what the best model of a training is chosen on the validation data, and patience ends; smaller is better. Its text says
 * what it is, equal for equal scores.
 */
public interface ModelScore {

    /**
     * Judges a model as it stands.
     *
     * @param data from its start to its end
     * @throws IllegalArgumentException if there is no example
     */
    double of(Classifier classifier, DataSetIterator data);

    /** Scores that need the validation data alone. */
    enum Ready implements ModelScore {

        /** Percent of wrong classes. */
        ERROR {
            @Override
            public double of(ModelOutputs outputs) {
                return outputs.errorPercent();
            }

            @Override
            public double of(Classifier classifier, DataSetIterator data) {
                return classifier.errorPercent(data);
            }
        },

        /** Mean cross-entropy. */
        LOSS {
            @Override
            public double of(ModelOutputs outputs) {
                double sum = 0;
                for (int i = 0; i < outputs.size(); i++) {
                    double[] logits = outputs.logits()[i];
                    sum += Rows.logSumExp(logits) - logits[outputs.labels()[i]];
                }
                return sum / outputs.size();
            }
        },

        /** 1 - F1, the mean of the classes' F1 (macro average): for classes of unequal size. */
        F1 {
            @Override
            public double of(ModelOutputs outputs) {
                Evaluation evaluation = outputs.evaluation(ModelInfo.numbered(outputs.classCount()));
                // Not ND4J's macro average, which for two classes is the F1 of the second alone.
                return 1
                        - IntStream.range(0, outputs.classCount())
                                .mapToDouble(evaluation::f1)
                                .average()
                                .orElseThrow();
            }
        };

        /** Judges what a model has given. */
        public abstract double of(ModelOutputs outputs);

        @Override
        public double of(Classifier classifier, DataSetIterator data) {
            return of(ModelOutputs.of(classifier, data));
        }
    }

    /**
     * Percent of examples that an attack fools, misclassified ones among them.
     *
     * @param attack on the network, for example {@code ProjectedGradient}
     * @param epsilon size of the perturbation in the attack's norm, in units of the input, positive
     * @param bounds that perturbed inputs are kept in
     */
    record RobustError(ClassifierAttack attack, double epsilon, Bounds bounds) implements ModelScore {

        private static final long SEED = 1;

        /** Checks the values. */
        public RobustError {
            Objects.requireNonNull(attack, "attack");
            Checks.positive("epsilon", epsilon);
            Objects.requireNonNull(bounds, "bounds");
        }

        @Override
        public double of(Classifier classifier, DataSetIterator data) {
            try (OpenAttack open = attack.on(classifier, bounds, Criterion.misclassification())) {
                return classifier.errorPercent(
                        data, batch -> open.perturb(batch.getFeatures(), batch.getLabels(), epsilon, SEED));
            }
        }
    }
}
