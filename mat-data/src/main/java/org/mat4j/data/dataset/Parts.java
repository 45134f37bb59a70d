package org.mat4j.data.dataset;

import java.util.Optional;
import org.mat4j.core.check.Checks;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.Examples;
import org.mat4j.data.example.TestSplit;

/**
 * The parts of files of one's own, as they were read.
 *
 * @param training empty where they are to test with alone
 * @param test the test part
 */
public record Parts<E extends Examples>(Optional<E> training, E test) {

    /**
     * Of a whole, a share of which is the test part.
     *
     * @throws IllegalArgumentException if the share gives no example to a part
     */
    @SuppressWarnings("unchecked") // a selection is of the kind of its whole
    public static <E extends Examples> Parts<E> of(E whole, TestSplit split) {
        int[] labels = whole.labels();
        return new Parts<>(
                Optional.of((E) whole.select(split.training(labels, whole.classCount()), "all but " + split)),
                (E) whole.select(split.test(labels, whole.classCount()), split.toString()));
    }

    /**
     * One of them.
     *
     * @param whose the data in words
     * @throws IllegalArgumentException if there is no such part
     */
    public E load(Part part, String whose) {
        Checks.require(
                part == Part.TEST || training.isPresent(),
                "part of " + whose,
                part,
                Part.TEST + ", since no file to train on was given");
        return part == Part.TEST ? test : training.get();
    }
}
