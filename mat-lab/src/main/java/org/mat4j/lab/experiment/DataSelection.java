package org.mat4j.lab.experiment;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.mat4j.core.check.Checks;
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
@RecordBuilder
public record DataSelection(
        ImageDataset dataset,
        Optional<Path> directory,
        OptionalInt trainSize,
        OptionalInt validationSize,
        OptionalInt labels,
        Extra extra)
        implements DataSelectionBuilder.With {

    /** Checks the values. */
    public DataSelection {
        Objects.requireNonNull(extra, "extra");
        String name = "'" + dataset.id() + "'";
        directory.ifPresent(folder -> Checks.require(
                !dataset.isEmbedded(), "folder of the data", folder, "none: the dataset " + name + " is embedded"));
        Checks.require(
                extra == Extra.EXCLUDED || dataset.hasExtraData(),
                "dataset",
                name,
                "one that has extra images, such as 'svhn', since they are asked for");
        trainSize.ifPresent(size -> Checks.atLeast(1, "train size", size));
        validationSize.ifPresent(size -> Checks.atLeast(0, "validation size", size));
        labels.ifPresent(count -> Checks.atLeast(1, "number of labels", count));
    }

    /** A whole dataset from its default place, with the default share held out for validation. */
    public static DataSelection of(ImageDataset dataset) {
        return DataSelectionBuilder.builder()
                .dataset(dataset)
                .extra(Extra.EXCLUDED)
                .build();
    }

    /** The same from a folder. */
    public DataSelection in(Path folder) {
        return withDirectory(Optional.of(folder));
    }

    /** The same with a number of training examples. */
    public DataSelection withTrainSize(int size) {
        return withTrainSize(OptionalInt.of(size));
    }

    /** The same with a number of validation examples. */
    public DataSelection withValidationSize(int size) {
        return withValidationSize(OptionalInt.of(size));
    }

    /** The same with the labels of a number of examples. */
    public DataSelection withLabels(int count) {
        return withLabels(OptionalInt.of(count));
    }

    /** The same with the dataset's extra images in the training part. */
    public DataSelection withExtraData() {
        return withExtra(Extra.INCLUDED);
    }
}
