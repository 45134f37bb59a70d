package org.mat4j.lab.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mat4j.core.measure.attack.Attack;
import org.mat4j.core.measure.attack.AttackBatch;
import org.mat4j.core.measure.attack.AttackLevel;
import org.mat4j.core.measure.attack.OpenAttack;
import org.mat4j.core.model.Classifier;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageDataIterator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * What a model makes of some images, attacked at several levels.
 *
 * @param model its name
 * @param labels [n], the true classes
 * @param levels one for each level of the attack
 */
public record PerturbedExamples(String model, int[] labels, List<Level> levels) {

    /**
     * The images at one level.
     *
     * @param level see {@link AttackLevel}; at 0 the images are as they were
     * @param inputs [n, values of an image], as the network sees them
     * @param latents [n, D]
     * @param predicted [n]
     */
    public record Level(double level, double[][] inputs, double[][] latents, int[] predicted) {}

    /** Copies the list. */
    public PerturbedExamples {
        levels = List.copyOf(levels);
    }

    /**
     * Attacks a model.
     *
     * @param model open
     * @param images of its shape
     * @param attack on the model itself, towards any wrong class
     * @param levels of the attack
     * @param limits whether attacked images stay images
     * @param seed of the attack's random numbers
     */
    public static PerturbedExamples of(
            NamedModel model, ImageData images, Attack attack, Levels levels, PixelLimits limits, long seed) {
        double[] epsilons = levels.values().stream()
                .mapToDouble(level ->
                        AttackLevel.epsilon(attack.norm(), level, images.shape().values()))
                .toArray();
        List<Level> results = levels.values().stream()
                .map(level -> new Level(
                        level, new double[images.size()][], new double[images.size()][], new int[images.size()]))
                .toList();
        int[] labels = new int[images.size()];
        Arrays.setAll(labels, images::label);
        int first = 0;
        ImageDataIterator batches = model.batches(images);
        try (OpenAttack open = attack.on(model.model(), limits.range(model))) {
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
        return new PerturbedExamples(model.name(), labels, results);
    }

    private static void store(Classifier classifier, INDArray inputs, Level level, int first) {
        Classifier.Prediction prediction = classifier.predict(inputs);
        double[][] latents = prediction.latent().toDoubleMatrix();
        double[][] values = inputs.reshape('c', inputs.size(0), -1).toDoubleMatrix();
        int[] classes = prediction.classes();
        for (int i = 0; i < classes.length; i++) {
            level.inputs()[first + i] = values[i];
            level.latents()[first + i] = latents[i];
            level.predicted()[first + i] = classes[i];
        }
    }

    /** Percent of the images that get their true class at each level. */
    public List<Double> accuracies() {
        List<Double> accuracies = new ArrayList<>();
        for (Level level : levels) {
            int correct = 0;
            for (int i = 0; i < labels.length; i++) {
                correct += level.predicted()[i] == labels[i] ? 1 : 0;
            }
            accuracies.add(100.0 * correct / labels.length);
        }
        return accuracies;
    }
}
