package org.mat4j.core.measure;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.mat4j.core.check.Checks;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.TrainedModel;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * How well examples of another kind than those of the training are told from the usual ones, by two scores: minus the
 * log density of the latent mixture, and how unsure the softmax is, which is the usual baseline (Hendrycks and Gimpel, "A
 * Baseline for Detecting Misclassified and Out-of-Distribution Examples in Neural Networks", ICLR 2017).
 *
 * @param inside number of examples of the usual kind
 * @param outside number of examples of the other kind
 * @param mixture area under the receiver operating characteristic of the mixture's score, 0 to 1: how often an outside
 *     example scores higher than an inside one; 0.5 is guessing
 * @param softmax the same of the softmax's score
 */
public record OutOfDistribution(int inside, int outside, double mixture, double softmax) {
    /**
     * The scores of some examples; higher is less like those of the training.
     *
     * @param mixture -log q(z), [n]
     * @param softmax -log max_k p(k|x), [n]: in the order of the maximum softmax probability, without the ties of
     *     probabilities that are rounded to 1
     */
    public record Scores(double[] mixture, double[] softmax) {}

    /**
     * Measures.
     *
     * @param model of both kinds' shape
     * @param inside examples of the usual kind, held out of the training, from the present position to the end
     * @param outside examples of another kind; labels of neither are read
     * @throws IllegalArgumentException if there is no example of a kind, or a batch does not fit the model
     */
    public static OutOfDistribution of(TrainedModel model, DataSetIterator inside, DataSetIterator outside) {
        Scores usual = scores(model, inside);
        Scores other = scores(model, outside);
        return new OutOfDistribution(
                usual.mixture().length,
                other.mixture().length,
                auroc(usual.mixture(), other.mixture()),
                auroc(usual.softmax(), other.softmax()));
    }

    /**
     * Scores examples.
     *
     * @param data from its present position to its end; labels are not read
     * @throws IllegalArgumentException if there is no example, or a batch does not fit the model
     */
    public static Scores scores(TrainedModel model, DataSetIterator data) {
        GaussianMixture mixture = model.mixture();
        DoubleStream.Builder density = DoubleStream.builder();
        DoubleStream.Builder unsure = DoubleStream.builder();
        while (data.hasNext()) {
            Classifier.Prediction prediction =
                    model.classifier().predict(data.next().getFeatures());
            for (double[] z : prediction.latent().toDoubleMatrix()) {
                density.add(-mixture.logMixtureDensity(z));
            }
            for (double[] logits : prediction.logits().toDoubleMatrix()) {
                unsure.add(Rows.aboveLargest(logits));
            }
        }
        Scores scores = new Scores(density.build().toArray(), unsure.build().toArray());
        Checks.atLeast(1, "number of examples in the data", scores.mixture().length);
        return scores;
    }

    /**
     * The area under the receiver operating characteristic, by ranks: the share of all pairs in which the outside example
     * scores higher, a tie counting half (Mann and Whitney's U over the number of pairs). Scores may be infinite.
     *
     * @param inside scores of the usual examples
     * @param outside scores of the others
     * @return 0 to 1
     * @throws IllegalArgumentException if there is no score of a kind, or one is NaN
     */
    public static double auroc(double[] inside, double[] outside) {
        requireScores(inside, "inside");
        requireScores(outside, "outside");
        // Plus 0, so that 0 and -0 tie.
        double[] all = DoubleStream.concat(Arrays.stream(outside), Arrays.stream(inside))
                .map(score -> score + 0.0)
                .toArray();
        double ranks =
                Arrays.stream(new NaturalRanking().rank(all), 0, outside.length).sum();
        double higher = ranks - outside.length * (outside.length + 1.0) / 2;
        return higher / inside.length / outside.length;
    }

    private static void requireScores(double[] scores, String name) {
        Checks.atLeast(1, "number of " + name + " scores", scores.length);
        for (int i = 0; i < scores.length; i++) {
            Checks.require(!Double.isNaN(scores[i]), name + " score " + i, scores[i], "a number");
        }
    }
}
