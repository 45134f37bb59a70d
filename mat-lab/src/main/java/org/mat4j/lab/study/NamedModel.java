package org.mat4j.lab.study;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.data.dataset.DataSource;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.example.Examples;
import org.mat4j.lab.experiment.Scores;

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

    /** Examples as the model takes them, in order, each once. */
    public ExampleIterator batches(Examples examples) {
        return Scores.batches(model, examples);
    }

    /** The classes that the model gives images, [n], in their order. */
    int[] predict(Examples images) {
        IntStream.Builder classes = IntStream.builder();
        batches(images).forEachRemaining(batch -> IntStream.of(
                        model.classifier().predict(batch.getFeatures()).classes())
                .forEach(classes));
        return classes.build().toArray();
    }

    /**
     * The same model in the units of its first layer, if it has one, see {@link TrainedModel#behindFirstLayer}; takes ownership
     * of the model, which closes with it.
     */
    NamedModel behindFirstLayer() {
        if (!model.classifier().hasFirstLayer()) {
            return this;
        }
        try (model) {
            return new NamedModel(name, model.behindFirstLayer());
        }
    }

    /**
     * Makes sure that the model is for some data.
     *
     * @throws IllegalArgumentException if it is not
     */
    public void requireFit(DataSource source) {
        ModelInfo info = model.info();
        if (!Arrays.equals(source.inputShape(), info.inputShape())
                || info.classCount() != source.classNames().size()) {
            throw new IllegalArgumentException("the model '" + name + "' is for inputs "
                    + Arrays.toString(info.inputShape()) + " in " + info.classCount() + " classes; the dataset '"
                    + source.id() + "' has " + Arrays.toString(source.inputShape()) + " in "
                    + source.classNames().size());
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
