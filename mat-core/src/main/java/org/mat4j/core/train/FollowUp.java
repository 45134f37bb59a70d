package org.mat4j.core.train;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.mat4j.core.train.checkpoint.Checkpoint;

/** What is still to be done after an update, and is done when the training is resumed if it was stopped before. */
final class FollowUp implements TrainingPart {

    private static final String RECORD = "followUp";

    /** In their order. */
    enum Part {
        /** The model is shown to the listeners that ask for it. */
        SHOW,
        /** The model is evaluated, if that is due. */
        EVALUATE
    }

    private final Set<Part> due = EnumSet.noneOf(Part.class);

    /** After an update. */
    void start() {
        due.addAll(EnumSet.allOf(Part.class));
    }

    boolean isDue(Part part) {
        return due.contains(part);
    }

    void done(Part part) {
        due.remove(part);
    }

    @Override
    public void save(Checkpoint checkpoint) {
        checkpoint.addValue(RECORD, due.toArray(new Part[0]));
    }

    /** Earlier versions stopped after all of it. */
    @Override
    public void restore(Checkpoint checkpoint) {
        due.clear();
        if (checkpoint.hasValue(RECORD)) {
            due.addAll(Arrays.asList(checkpoint.value(RECORD, Part[].class)));
        }
    }
}
