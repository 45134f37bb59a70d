package org.mat4j.lab.experiment;

import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.ClassDistance;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.network.FirstLayer;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.example.Examples;
import org.mat4j.data.preprocess.Preprocessing;

/**
 * What sizes of perturbations mean for some data.
 *
 * @param norm in which they are measured
 * @param distance median distance of a training example to the nearest one of another class, behind the first layer of a
 *     table's network, in pixels of images
 */
public record EpsilonScale(Norm norm, double distance) {

    /** Which examples are drawn. */
    private static final long SEED = 1;

    /**
     * Measures at most {@link ClassDistance#SAMPLE} training examples.
     *
     * @throws IllegalArgumentException if all examples are of one class, or examples of several classes are the same
     */
    public static EpsilonScale of(TrainingExamples data, Preprocessing preprocessing, Norm norm) {
        Examples sample = data.training().atMost(ClassDistance.SAMPLE, SEED);
        var inputs = ExampleIterator.forEvaluation(sample, sample.size()).next().getFeatures();
        if (sample.inputShape().length == 1) {
            inputs = FirstLayer.apply(preprocessing.fit(data.inputs()), inputs);
        }
        double distance = ClassDistance.median(inputs, sample.labels(), norm).orElse(0);
        Checks.require(
                distance > 0,
                "median distance of training examples to the nearest one of another class",
                distance,
                "more than 0: examples of several classes that differ");
        return new EpsilonScale(norm, distance);
    }

    /** As {@link #of(TrainingExamples, Preprocessing, Norm)}, of the examples that an experiment trains on. */
    public static EpsilonScale of(DataSelection data, long seed, Preprocessing preprocessing, Norm norm) {
        return of(TrainingExamples.load(data, seed), preprocessing, norm);
    }

    /** The size that is chosen by the distance. */
    public double usual() {
        return ClassDistance.USUAL_SHARE * distance;
    }
}
