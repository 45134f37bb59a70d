package org.mat4j.lab.study;

import java.nio.file.Path;
import java.util.Arrays;
import org.mat4j.core.check.Checks;
import org.mat4j.core.model.Classifier;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageDataIterator;
import org.mat4j.data.image.ImageShape;

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
    ImageDataIterator batches(ImageData images) {
        requireFit(images.shape(), images.classCount(), "images are");
        ImageDataIterator batches = ImageDataIterator.forEvaluation(images);
        if (Arrays.equals(classifier.check().inputShape(), channelsFirst(images.shape()))) {
            batches.setPreProcessor(
                    batch -> batch.setFeatures(batch.getFeatures().permute(0, 3, 1, 2)));
        } else if (classifier.check().inputShape().length == 1) {
            batches.setPreProcessor(batch -> batch.setFeatures(batch.getFeatures()
                    .reshape(batch.numExamples(), images.shape().values())));
        }
        return batches;
    }

    /**
     * Makes sure that the classifier is for the images of a dataset.
     *
     * @throws IllegalArgumentException if it is not
     */
    public void requireFit(ImageDataset dataset) {
        requireFit(dataset.shape(), dataset.classCount(), "the dataset '" + dataset.id() + "' is");
    }

    private void requireFit(ImageShape shape, int classCount, String whose) {
        long[] taken = classifier.check().inputShape();
        boolean flat = shape.channels() == 1 && Arrays.equals(taken, new long[] {shape.values()});
        boolean fits = flat || Arrays.equals(taken, channelsLast(shape)) || Arrays.equals(taken, channelsFirst(shape));
        if (!fits || classifier.classCount() != classCount) {
            throw new IllegalArgumentException("the classifier '" + name + "' takes " + Arrays.toString(taken) + " in "
                    + classifier.classCount() + " classes, expected images " + Arrays.toString(channelsLast(shape))
                    + ", or with the channels first or flat if they are gray, in " + classCount + " as " + whose);
        }
    }

    private static long[] channelsLast(ImageShape shape) {
        return new long[] {shape.height(), shape.width(), shape.channels()};
    }

    private static long[] channelsFirst(ImageShape shape) {
        return new long[] {shape.channels(), shape.height(), shape.width()};
    }

    @Override
    public void close() {
        classifier.close();
    }
}
