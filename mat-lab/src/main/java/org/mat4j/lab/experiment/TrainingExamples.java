package org.mat4j.lab.experiment;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.Examples;
import org.mat4j.data.example.Inputs;

/**
 * What a network is trained with: nothing of the test part.
 *
 * @param training labeled examples to train on
 * @param unlabeled inputs to train on without labels, those of the labeled ones among them; empty in supervised training
 * @param validation held out of the training part, for curves, early stopping and the choice of settings; empty for none
 * @param notes what was done differently from what one might expect, a sentence each
 */
public record TrainingExamples(
        Examples training, Optional<Inputs> unlabeled, Optional<Examples> validation, List<String> notes) {

    /** Copies the list. */
    public TrainingExamples {
        Objects.requireNonNull(training, "training");
        Objects.requireNonNull(unlabeled, "unlabeled");
        Objects.requireNonNull(validation, "validation");
        notes = List.copyOf(notes);
    }

    /**
     * Loads the training part, and selects as {@link ExperimentData#load} does. The files of the test part are not
     * opened, and need not be there.
     *
     * @throws IllegalArgumentException if more examples are asked for than there are
     * @throws org.mat4j.data.DataException if the data is missing or damaged
     */
    public static TrainingExamples load(DataSelection selection, long seed) {
        return ExperimentData.select(ExperimentData.load(selection, Part.TRAIN), selection, seed);
    }

    /** All inputs that are trained on, which a preprocessing is fitted to. */
    public Inputs inputs() {
        return unlabeled.orElseGet(training::unlabeled);
    }
}
