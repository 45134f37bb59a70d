package org.mat4j.lab.experiment;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.mat4j.core.check.Checks;
import org.mat4j.data.dataset.DataSource;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.ImageDataset.Extra;
import org.mat4j.data.dataset.KnownDataset;

/**
 * Which data an experiment uses. The test part is always whole.
 *
 * @param source where it comes from
 * @param trainSize examples to train on, the same number of every class where possible; empty for all that the
 *     validation leaves
 * @param validationSize examples held out of the training part, 0 for none; empty for a share of it, see
 *     {@link ExperimentData#load}
 * @param labels examples whose labels are used, drawn from those to train on, the same number of every class; all of them
 *     are unlabeled data then. Empty where every label is used
 */
@RecordBuilder
public record DataSelection(DataSource source, OptionalInt trainSize, OptionalInt validationSize, OptionalInt labels)
        implements DataSelectionBuilder.With {

    /** Checks the values. */
    public DataSelection {
        Objects.requireNonNull(source, "source");
        trainSize.ifPresent(size -> Checks.atLeast(1, "train size", size));
        validationSize.ifPresent(size -> Checks.atLeast(0, "validation size", size));
        labels.ifPresent(count -> Checks.atLeast(1, "number of labels", count));
    }

    /** Whole data, with the default share held out for validation. */
    public static DataSelection of(DataSource source) {
        return DataSelectionBuilder.builder().source(source).build();
    }

    /** A whole dataset from its default place, with the default share held out for validation. */
    public static DataSelection of(ImageDataset dataset) {
        return of(new KnownDataset(dataset));
    }

    /** The same dataset from a folder. */
    public DataSelection in(Path folder) {
        return withSource(new KnownDataset(known().dataset(), Optional.of(folder), known().extra()));
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
        return withSource(new KnownDataset(known().dataset(), known().directory(), Extra.INCLUDED));
    }

    private KnownDataset known() {
        Checks.require(source instanceof KnownDataset, "data", source.title(), "a known dataset");
        return (KnownDataset) source;
    }
}
