package org.mat4j.core.model;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.mat4j.core.check.Checks;

/**
 * What a {@link Predictor} says of one example. Plain numbers of its own, whatever becomes of the predictor; the arrays
 * are not copied again.
 *
 * @param classNames of the m classes
 * @param logits o, [m]
 * @param probabilities softmax(o / T), [m], T being the {@link DecisionRule}'s
 * @param latent z, [D]
 * @param posterior p(k|z) of the latent mixture, [m]; NaN where the latent is so far from all classes that it says nothing
 * @param foreignScore -log q(z), higher for what is less like the training's examples; infinite as far as that
 * @param foreign whether the score is above the decision rule's threshold
 */
public record PredictedExample(
        List<String> classNames,
        double[] logits,
        double[] probabilities,
        double[] latent,
        double[] posterior,
        double foreignScore,
        boolean foreign) {

    /**
     * A class and its probability.
     *
     * @param index in the order of the logits
     */
    public record Ranked(int index, String name, double probability) {}

    /** The most likely class. */
    public Ranked best() {
        return top(1).get(0);
    }

    /**
     * The most likely classes, the likeliest first; of equally likely ones the first.
     *
     * @param k how many, at least 1; all where there are fewer
     */
    public List<Ranked> top(int k) {
        Checks.atLeast(1, "number of classes", k);
        return IntStream.range(0, logits.length)
                .boxed()
                // By logits, which still differ where probabilities are rounded to 0 or 1.
                .sorted(Comparator.comparingDouble(i -> -logits[i]))
                .limit(k)
                .map(i -> new Ranked(i, classNames.get(i), probabilities[i]))
                .toList();
    }
}
