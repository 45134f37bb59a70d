package org.mat4j.lab.study;

import java.util.List;
import java.util.stream.IntStream;
import org.mat4j.core.measure.attack.Attack;
import org.mat4j.core.measure.attack.AttackBatch;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.core.measure.attack.OpenAttack;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.model.Classifier;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.example.Examples;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * What a model makes of some images, attacked with several budgets.
 *
 * @param model its name
 * @param classNames as the model calls them, by label
 * @param labels [n], the true classes
 * @param levels one per budget
 */
public record PerturbedExamples(String model, List<String> classNames, int[] labels, List<Level> levels) {
    /**
     * The images under attack with one budget.
     *
     * @param level the budget, in its unit; at 0 the images are as they were
     * @param inputs [n, values of an image], as the network sees them
     * @param latents [n, D]
     * @param predicted [n]
     */
    public record Level(double level, double[][] inputs, double[][] latents, int[] predicted) {}

    /** Copies the lists. */
    public PerturbedExamples {
        classNames = List.copyOf(classNames);
        levels = List.copyOf(levels);
    }

    /**
     * Attacks a model.
     *
     * @param model open
     * @param images of its shape
     * @param attack on the model itself, towards any wrong class
     * @param budgets of the attack
     * @param limits whether attacked images stay images
     * @param seed of the attack's random numbers
     */
    public static PerturbedExamples of(
            NamedModel model, Examples images, Attack attack, Budgets budgets, Bounds limits, long seed) {
        double[] epsilons = budgets.epsilons(attack.norm(), (int) ArrayUtil.prodLong(images.inputShape()));
        int n = images.size();
        List<Level> results = budgets.values().stream()
                .map(level -> new Level(level, new double[n][], new double[n][], new int[n]))
                .toList();
        int first = 0;
        ExampleIterator batches = model.batches(images);
        try (OpenAttack open = attack.on(model.model(), limits)) {
            while (batches.hasNext()) {
                DataSet batch = batches.next();
                List<INDArray> perturbed =
                        open.perturb(new AttackBatch(batch.getFeatures(), batch.getLabels(), seed, first), epsilons);
                for (int l = 0; l < epsilons.length; l++) {
                    store(model.model().classifier(), perturbed.get(l), results.get(l), first);
                }
                first += batch.numExamples();
            }
        }
        int[] labels = IntStream.range(0, n).map(images::label).toArray();
        return new PerturbedExamples(model.name(), model.model().classNames(), labels, results);
    }

    private static void store(Classifier classifier, INDArray inputs, Level level, int first) {
        Classifier.Prediction prediction = classifier.predict(inputs);
        int n = (int) inputs.size(0);
        System.arraycopy(inputs.reshape('c', n, -1).toDoubleMatrix(), 0, level.inputs(), first, n);
        System.arraycopy(prediction.latent().toDoubleMatrix(), 0, level.latents(), first, n);
        System.arraycopy(prediction.classes(), 0, level.predicted(), first, n);
    }
}
