package org.mat4j.lab.study;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageDataIterator;
import org.mat4j.data.image.ImageShape;

/**
 * A model in a comparison.
 *
 * @param name as tables and legends show it
 * @param model open
 */
public record NamedModel(String name, TrainedModel model) {
    /** Checks the name. */
    public NamedModel {
        Checks.require(!name.isBlank(), "name of a model", "'" + name + "'", "some text");
    }

    /** Its classifier alone, which closes with it. */
    public NamedClassifier asClassifier() {
        return new NamedClassifier(name, model.classifier());
    }

    /** Images as the model takes them, in order, each once. */
    public ImageDataIterator batches(ImageData images) {
        return ImageDataIterator.forEvaluation(images);
    }

    /** The classes that the model gives images, [n], in their order. */
    int[] predict(ImageData images) {
        IntStream.Builder classes = IntStream.builder();
        batches(images).forEachRemaining(batch -> IntStream.of(
                        model.classifier().predict(batch.getFeatures()).classes())
                .forEach(classes));
        return classes.build().toArray();
    }

    /**
     * Makes sure that the model is for the images of a dataset.
     *
     * @throws IllegalArgumentException if it is not
     */
    public void requireFit(ImageDataset dataset) {
        ImageShape shape = dataset.shape();
        long[] images = {shape.height(), shape.width(), shape.channels()};
        ModelInfo info = model.info();
        if (!Arrays.equals(images, info.inputShape()) || info.classCount() != dataset.classCount()) {
            throw new IllegalArgumentException("the model '" + name + "' is for images "
                    + Arrays.toString(info.inputShape()) + " in " + info.classCount() + " classes; the dataset '"
                    + dataset.id() + "' has " + Arrays.toString(images) + " in " + dataset.classCount());
        }
    }

    /** The name of a model's file where none is given: that of its folder, or of the file if it is not a run's. */
    static String nameOf(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        String own = absolute.getFileName().toString();
        Path folder = absolute.getParent().getFileName();
        return own.equals("model.zip") && folder != null ? folder.toString() : own.replaceFirst("\\.zip$", "");
    }
}
