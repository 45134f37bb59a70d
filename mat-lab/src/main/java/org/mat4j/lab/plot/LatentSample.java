package org.mat4j.lab.plot;

import java.util.stream.IntStream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.ModelOutputs;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.example.Examples;

/**
 * Latents of some examples with their classes.
 *
 * @param latents [n, D]
 * @param labels [n]
 */
public record LatentSample(double[][] latents, int[] labels) {

    /** Checks the lengths. */
    public LatentSample {
        boolean paired = latents.length == labels.length;
        Checks.require(paired, "number of latents", latents.length, labels.length + " as there are labels");
    }

    /** The classes that have an example here, in order. */
    public int[] classes() {
        return IntStream.of(labels).distinct().sorted().toArray();
    }

    /** The latents of class k, [m, D]; it may have none. */
    public double[][] ofClass(int k) {
        return IntStream.range(0, labels.length)
                .filter(i -> labels[i] == k)
                .mapToObj(i -> latents[i])
                .toArray(double[][]::new);
    }

    /** The latents that a model gives some examples. */
    public static LatentSample of(TrainedModel model, Examples data) {
        ModelOutputs outputs = ModelOutputs.of(
                model.classifier(), ExampleIterator.forEvaluation(data).reusingArrays());
        return new LatentSample(outputs.latents(), outputs.labels());
    }
}
