package org.mat4j.lab.study;

import java.nio.file.Path;
import java.util.Arrays;
import org.mat4j.core.check.Checks;
import org.mat4j.core.model.Classifier;
import org.mat4j.data.dataset.DataSource;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.example.Examples;

/**
 * A classifier of images: of a model of this library, or of anyone's graph.
 *
 * @param name as tables show it
 * @param classifier open
 */
public record NamedClassifier(String name, Classifier classifier) implements AutoCloseable {
    /** Checks the name. */
    public NamedClassifier {
        Checks.require(!name.isBlank(), "name of a classifier", "'" + name + "'", "some text");
    }

    /**
     * Loads a graph that {@code SameDiff.save} wrote, named after its file.
     *
     * @param input its placeholder, with images as [height, width, channels], [channels, height, width] or, if they are
     *     gray, flat
     * @param logits the scores before a softmax, in the order of the dataset's classes
     * @throws org.mat4j.core.model.ModelFileException if the file cannot be read
     * @throws IllegalArgumentException if the graph is not as said here
     */
    public static NamedClassifier load(Path file, String input, String logits) {
        String name = file.getFileName().toString().replaceFirst("\\.[^.]+$", "");
        return new NamedClassifier(name, Classifier.load(file, input, logits));
    }

    /** Images as the classifier takes them, in order, each once. */
    ExampleIterator batches(Examples examples) {
        long[] shape = examples.inputShape();
        requireFit(shape, examples.classCount(), "the examples are");
        ExampleIterator batches = ExampleIterator.forEvaluation(examples).reusingArrays();
        if (Arrays.equals(classifier.check().inputShape(), shape)) {
            batches.setPreProcessor(batch -> batch.setFeatures(classifier.inputOf(batch.getFeatures())));
        } else if (Arrays.equals(classifier.check().inputShape(), channelsFirst(shape))) {
            batches.setPreProcessor(
                    batch -> batch.setFeatures(batch.getFeatures().permute(0, 3, 1, 2)));
        } else if (classifier.check().inputShape().length == 1) {
            batches.setPreProcessor(
                    batch -> batch.setFeatures(batch.getFeatures().reshape(batch.numExamples(), -1)));
        }
        return batches;
    }

    /**
     * Makes sure that the classifier is for some data.
     *
     * @throws IllegalArgumentException if it is not
     */
    public void requireFit(DataSource source) {
        requireFit(source.inputShape(), source.classNames().size(), "the dataset '" + source.id() + "' is");
    }

    private void requireFit(long[] shape, int classCount, String whose) {
        long[] taken = classifier.check().inputShape();
        boolean gray = shape.length == 3 && shape[2] == 1;
        boolean fits = Arrays.equals(taken, shape)
                || shape.length == 3 && Arrays.equals(taken, channelsFirst(shape))
                || gray && Arrays.equals(taken, new long[] {shape[0] * shape[1]});
        if (!fits || classifier.classCount() != classCount) {
            throw new IllegalArgumentException("the classifier '" + name + "' takes " + Arrays.toString(taken) + " in "
                    + classifier.classCount() + " classes, expected inputs " + Arrays.toString(shape)
                    + ", images also with the channels first or flat if they are gray, in " + classCount + " as "
                    + whose);
        }
    }

    private static long[] channelsFirst(long[] shape) {
        return new long[] {shape[2], shape[0], shape[1]};
    }

    @Override
    public void close() {
        classifier.close();
    }
}
