package org.mat4j.lab.experiment;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.ImageDataset.Extra;

/**
 * Which data an experiment uses. The test part is always whole.
 *
 * @param dataset the dataset
 * @param directory the folder of its files; empty for the default folders, and for the embedded sample
 * @param trainSize examples to train on, the same number of every class where possible; empty for all that the
 *     validation leaves
 * @param validationSize examples held out of the training part, 0 for none; empty for a share of it, see
 *     {@link ExperimentData#load}
 * @param labels examples whose labels are used, drawn from those to train on, the same number of every class; all of them
 *     are unlabeled data then. Empty where every label is used
 * @param extra whether the training part includes the dataset's extra images, if it has any
 */
public record DataSelection(
        ImageDataset dataset,
        Optional<Path> directory,
        OptionalInt trainSize,
        OptionalInt validationSize,
        OptionalInt labels,
        Extra extra) {

    /** Checks the values. */
    public DataSelection {
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(extra, "extra");
        if (directory.isPresent() && dataset.isEmbedded()) {
            throw new IllegalArgumentException(
                    "a folder was given for the dataset '" + dataset.id() + "', which is embedded; expected none");
        }
        if (extra == Extra.INCLUDED && !dataset.hasExtraData()) {
            throw new IllegalArgumentException("extra images are asked for, but the dataset '" + dataset.id()
                    + "' has none; expected one that has, such as 'svhn'");
        }
        if (trainSize.isPresent() && trainSize.getAsInt() < 1) {
            throw new IllegalArgumentException("train size is " + trainSize.getAsInt() + "; expected at least 1");
        }
        if (validationSize.isPresent() && validationSize.getAsInt() < 0) {
            throw new IllegalArgumentException(
                    "validation size is " + validationSize.getAsInt() + "; expected 0 or more");
        }
        if (labels.isPresent() && labels.getAsInt() < 1) {
            throw new IllegalArgumentException("number of labels is " + labels.getAsInt() + "; expected at least 1");
        }
    }

    /** A whole dataset from its default place, with the default share held out for validation. */
    public static DataSelection of(ImageDataset dataset) {
        return new DataSelection(
                dataset,
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Extra.EXCLUDED);
    }

    /** The same from a folder. */
    public DataSelection in(Path folder) {
        return new DataSelection(dataset, Optional.of(folder), trainSize, validationSize, labels, extra);
    }

    /** The same with a number of training examples. */
    public DataSelection withTrainSize(int size) {
        return new DataSelection(dataset, directory, OptionalInt.of(size), validationSize, labels, extra);
    }

    /** The same with a number of validation examples. */
    public DataSelection withValidationSize(int size) {
        return new DataSelection(dataset, directory, trainSize, OptionalInt.of(size), labels, extra);
    }

    /** The same with the labels of a number of examples. */
    public DataSelection withLabels(int count) {
        return new DataSelection(dataset, directory, trainSize, validationSize, OptionalInt.of(count), extra);
    }

    /** The same with the dataset's extra images in the training part. */
    public DataSelection withExtraData() {
        return new DataSelection(dataset, directory, trainSize, validationSize, labels, Extra.INCLUDED);
    }
}
