package org.mat4j.lab.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mat4j.core.check.Checks;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.ClassBalance;
import org.mat4j.data.example.DataSplit;
import org.mat4j.data.example.Examples;

/**
 * The data of an experiment.
 *
 * @param examples to train on and to validate with
 * @param test to report on
 */
public record ExperimentData(TrainingExamples examples, Examples test) {

    /** The default validation set is at most this share of the training part. */
    public static final double DEFAULT_VALIDATION_SHARE = 0.1;

    /** The default validation set has at most this many examples, and at most as many as there are to train on. */
    public static final int DEFAULT_VALIDATION_LIMIT = 1000;

    /**
     * Loads and selects. The validation examples are drawn first, in the proportions of the classes, then the training
     * examples from the others. Without a given number, {@link #DEFAULT_VALIDATION_SHARE} of the training part is held
     * out, at most {@link #DEFAULT_VALIDATION_LIMIT}, and no more than the training examples leave. Where the labels of a
     * part are used, that part is drawn last, as many of every class.
     *
     * @throws IllegalArgumentException if more examples are asked for than there are
     * @throws org.mat4j.data.DataException if the data is missing or damaged
     */
    public static ExperimentData load(DataSelection selection, long seed) {
        Examples test = load(selection, Part.TEST);
        return new ExperimentData(TrainingExamples.load(selection, seed), test);
    }

    /** Loads one part. */
    public static Examples load(DataSelection selection, Part part) {
        return selection.source().load(part);
    }

    static TrainingExamples select(Examples whole, DataSelection selection, long seed) {
        List<String> notes = new ArrayList<>();
        int validationSize = validationSize(whole.size(), selection, notes);
        Examples training = whole;
        Optional<Examples> validation = Optional.empty();
        if (validationSize > 0) {
            DataSplit<? extends Examples> split = whole.splitByCount(validationSize, seed);
            training = split.training();
            validation = Optional.of(split.validation());
        }
        if (selection.trainSize().isPresent()) {
            training = subset(training, selection.trainSize().getAsInt(), seed, notes);
        }
        if (selection.labels().isEmpty()) {
            return new TrainingExamples(training, Optional.empty(), validation, notes);
        }
        int labels = selection.labels().getAsInt();
        Checks.require(
                labels <= training.size(),
                "number of labels",
                labels,
                "at most " + training.size() + ", the number of training examples");
        Examples labeled = training.randomSubset(labels, ClassBalance.EQUAL, seed);
        return new TrainingExamples(labeled, Optional.of(training.unlabeled()), validation, notes);
    }

    private static int validationSize(int available, DataSelection selection, List<String> notes) {
        int least = selection.trainSize().orElse(1);
        Checks.require(
                least <= available, "train size", least, "at most " + available + ", the size of the training part");
        int rest = available - least;
        if (selection.validationSize().isPresent()) {
            int size = selection.validationSize().getAsInt();
            Checks.require(
                    size <= rest,
                    "validation size",
                    size,
                    "at most " + rest + ", what " + available + " examples leave beside " + least + " to train on");
            return size;
        }
        int wanted = Math.min(DEFAULT_VALIDATION_LIMIT, (int) (DEFAULT_VALIDATION_SHARE * available));
        wanted = Math.min(wanted, selection.trainSize().orElse(wanted));
        if (rest < wanted) {
            notes.add("only " + rest + " of " + available + " examples are left for validation");
        }
        return Math.min(wanted, rest);
    }

    private static Examples subset(Examples from, int size, long seed, List<String> notes) {
        int[] counts =
                Arrays.stream(from.classCounts()).filter(count -> count > 0).toArray();
        int most = (size + counts.length - 1) / counts.length;
        if (Arrays.stream(counts).allMatch(count -> count >= most)) {
            return from.randomSubset(size, ClassBalance.EQUAL, seed);
        }
        if (size < from.size()) {
            notes.add("the " + size
                    + " training examples are drawn in the proportions of the classes: a class has only "
                    + Arrays.stream(counts).min().getAsInt() + ", too few for the same number of every class");
        }
        return from.randomSubset(size, ClassBalance.PROPORTIONAL, seed);
    }
}
