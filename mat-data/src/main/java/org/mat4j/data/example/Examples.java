package org.mat4j.data.example;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.network.LabelForm;
import org.mat4j.data.Provenance;

/**
 * Labeled examples in memory: {@link org.mat4j.data.image.ImageData images} or the rows of a {@link
 * org.mat4j.data.table.TableData table}. Immutable; labels are 0 to classCount - 1, and there is at least one example.
 */
public interface Examples extends Serializable {

    /** {@return the inputs without their labels; a view, not a copy} */
    Inputs unlabeled();

    /** {@return the label of an example, 0 to classCount - 1; its most likely class where labels are probabilities} */
    int label(int index);

    /** {@return what is trained on} */
    default LabelForm labelForm() {
        return LabelForm.ONE_HOT;
    }

    /**
     * Writes what an example is trained on, a number for each class, of the form {@link #labelForm}.
     *
     * @param target zeros, from the offset on
     */
    default void copyLabel(int index, float[] target, int offset) {
        target[offset + label(index)] = 1;
    }

    /** {@return the names of the classes, by label} */
    List<String> classNames();

    /**
     * The examples at the given places, in their order; a place may be given more than once.
     *
     * @param indices at least one, 0 to size - 1
     * @param step what was done, for the provenance
     */
    Examples select(int[] indices, String step);

    /** {@return the number of examples} */
    default int size() {
        return unlabeled().size();
    }

    /** {@return the shape of one input} */
    default long[] inputShape() {
        return unlabeled().inputShape();
    }

    /** {@return where the data came from and how it was selected} */
    default Provenance provenance() {
        return unlabeled().provenance();
    }

    /** {@return the number of classes, whether or not each has an example} */
    default int classCount() {
        return classNames().size();
    }

    /** {@return the label of each example, [n]} */
    default int[] labels() {
        return IntStream.range(0, size()).map(this::label).toArray();
    }

    /** {@return the number of examples of each class, [classCount]} */
    default int[] classCounts() {
        int[] counts = new int[classCount()];
        for (int label : labels()) {
            counts[label]++;
        }
        return counts;
    }

    /**
     * A random subset, in the order of the whole; the same seed gives the same.
     *
     * @param count 1 to size
     * @throws IllegalArgumentException if the count is out of range, or a class has too few for equal shares
     */
    default Examples randomSubset(int count, ClassBalance balance, long seed) {
        requireCount(count, size());
        int[] indices = StratifiedSampler.sample(labels(), classCount(), count, balance, seed);
        return select(indices, count + " examples, " + balance + ", seed " + seed);
    }

    /** A random subset in the proportions of the classes, or this if it has no more examples than asked for. */
    default Examples atMost(int most, long seed) {
        return most < size() ? randomSubset(most, ClassBalance.PROPORTIONAL, seed) : this;
    }

    /**
     * A stratified split into two disjoint parts: validation examples are drawn at random in the proportions of the
     * classes. Both parts keep the order of the whole; the same seed gives the same split.
     *
     * @param validationCount 1 to size - 1
     * @throws IllegalArgumentException if the count is out of range, or would take all examples of a class
     */
    default DataSplit<? extends Examples> splitByCount(int validationCount, long seed) {
        requireCount(validationCount, size() - 1);
        int[] validation =
                StratifiedSampler.sample(labels(), classCount(), validationCount, ClassBalance.PROPORTIONAL, seed);
        int[] training = StratifiedSampler.complement(validation, size());
        String how = " of " + size() + " split by class, seed " + seed;
        DataSplit<Examples> split = new DataSplit<>(
                select(training, "training " + training.length + how),
                select(validation, "validation " + validationCount + how));
        int[] before = classCounts();
        int[] left = split.training().classCounts();
        for (int c = 0; c < before.length; c++) {
            Checks.require(
                    before[c] == 0 || left[c] > 0,
                    "validationCount",
                    validationCount,
                    "a smaller one, since it would leave no training example of class " + c + ", which has "
                            + before[c]);
        }
        return split;
    }

    /**
     * As {@link #splitByCount}, with the validation part given as a share.
     *
     * @param validationShare above 0 and below 1
     * @throws IllegalArgumentException if the share is out of range or rounds to none or all of the examples
     */
    default DataSplit<? extends Examples> splitByShare(double validationShare, long seed) {
        Checks.require(
                validationShare > 0 && validationShare < 1, "validationShare", validationShare, "above 0 and below 1");
        return splitByCount((int) Math.round(validationShare * size()), seed);
    }

    /** Throws an {@link IllegalArgumentException} unless a number of examples is 1 to a largest one. */
    default void requireCount(int count, int most) {
        Checks.require(count >= 1 && count <= most, "count", count, "1 to " + most + " of " + size() + " examples");
    }
}
