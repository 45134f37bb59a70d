package org.mat4j.data.dataset;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.mat4j.core.network.LabelForm;
import org.mat4j.data.DataException;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.Examples;

/** Where labeled data comes from: a {@linkplain KnownDataset known data set} or files of one's own. */
public interface DataSource {

    /** {@return a short name, as results keep it} */
    String id();

    /** {@return the name for people} */
    String title();

    /** {@return the shape of one input: [height, width, channels] of images, [columns] of rows} */
    long[] inputShape();

    /** {@return the names of the classes, by label} */
    List<String> classNames();

    /**
     * Loads a part.
     *
     * @throws DataException if it is missing, damaged or not as it should be
     */
    Examples load(Part part);

    /** {@return what the training part's labels say of an example} */
    default LabelForm labelForm() {
        return LabelForm.ONE_HOT;
    }

    /** {@return the size of training's perturbation where none is named; empty where one must be named} */
    default OptionalDouble epsilon() {
        return OptionalDouble.empty();
    }

    /** {@return what a model of this data is saved with, so that it takes more of the kind; by name} */
    default Map<String, byte[]> attachments() {
        return Map.of();
    }

    /** {@return whether the inputs are images} */
    default boolean hasImages() {
        return inputShape().length == 3;
    }
}
