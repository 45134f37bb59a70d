package org.mat4j.core.train;

/**
 * A listener whose record continues in a resumed training, without gap or repetition: its state is part of every
 * checkpoint.
 */
public interface ResumableListener extends TrainingListener {

    /** The state's name in checkpoints, one for each listener of a training. */
    String stateName();

    /** What it recorded so far, in a form of its own. */
    byte[] state();

    /**
     * Takes what {@link #state()} gave, in place of what it recorded; called after {@link #onStart}.
     *
     * @throws IllegalArgumentException if the bytes are not what it writes
     */
    void restore(byte[] state);
}
