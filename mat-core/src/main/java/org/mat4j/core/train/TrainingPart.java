package org.mat4j.core.train;

import org.mat4j.core.train.checkpoint.Checkpoint;

/** A part of a training with a state of its own, which checkpoints keep under names of its own. */
public interface TrainingPart {

    /** Adds all that {@link #restore} needs to resume exactly from here. */
    void save(Checkpoint checkpoint);

    /**
     * Takes the state of a checkpoint.
     *
     * @throws org.mat4j.core.train.checkpoint.CheckpointException if it lacks something or does not fit
     */
    void restore(Checkpoint checkpoint);
}
