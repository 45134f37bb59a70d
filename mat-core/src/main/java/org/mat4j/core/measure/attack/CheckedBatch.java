package org.mat4j.core.measure.attack;

import java.util.stream.LongStream;
import org.mat4j.core.model.Classifier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A batch in the model's shape and type, known to lie in the range of pixels. */
record CheckedBatch(INDArray x, AttackBatch given) {

    static CheckedBatch of(AttackBatch batch, Classifier classifier, PixelRange range, double... epsilons) {
        for (double epsilon : epsilons) {
            if (!(epsilon >= 0) || Double.isInfinite(epsilon)) {
                throw new IllegalArgumentException(
                        "epsilon is " + epsilon + "; expected a finite number of at least 0");
            }
        }
        INDArray x = classifier.check().features(batch.features()).castTo(classifier.dataType());
        range.check(x);
        return new CheckedBatch(x, batch);
    }

    /** The true classes. */
    int[] labels(Classifier classifier) {
        return classifier.check().labels(given.labels(), x.size(0)).argMax(1).toIntVector();
    }

    /** The examples' numbers in the whole data. */
    long[] numbers() {
        return LongStream.range(given.first(), given.first() + x.size(0)).toArray();
    }
}
