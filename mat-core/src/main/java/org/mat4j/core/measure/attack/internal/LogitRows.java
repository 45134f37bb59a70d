package org.mat4j.core.measure.attack.internal;

import java.util.Arrays;
import org.mat4j.core.model.Classifier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Logits as plain numbers, known to be finite.
 *
 * @param values [n * m], row by row
 * @param classCount m
 */
public record LogitRows(double[] values, int classCount) {
    /** @throws IllegalStateException if a logit is not finite */
    public LogitRows {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalStateException("the model gives a logit of " + value
                        + ", expected finite ones: an attack on it would mean nothing");
            }
        }
    }

    /** Those of an array [n, m]. */
    public static LogitRows of(INDArray logits) {
        // One copy: ND4J's toDoubleMatrix makes one for each row.
        return new LogitRows(logits.dup('c').data().asDouble(), (int) logits.size(1));
    }

    /** Those that a network gives some inputs. */
    public static LogitRows of(Classifier classifier, INDArray x) {
        return of(classifier.logits(x));
    }

    /** Those of an example, [m]. */
    public double[] row(int i) {
        return Arrays.copyOfRange(values, i * classCount, (i + 1) * classCount);
    }

    /** The class of the largest logit, of equals the first. */
    public int predicted(int i) {
        int best = 0;
        for (int k = 1; k < classCount; k++) {
            best = values[i * classCount + k] > values[i * classCount + best] ? k : best;
        }
        return best;
    }

    /** A class's logit minus the largest other one. */
    public double margin(int i, int k) {
        double other = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < classCount; j++) {
            other = j == k ? other : Math.max(other, values[i * classCount + j]);
        }
        return values[i * classCount + k] - other;
    }
}
