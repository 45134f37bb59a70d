package org.mat4j.lab.search;

import org.mat4j.lab.experiment.Experiment;

/** Makes the experiment of a trial. */
@FunctionalInterface
public interface TrialExperiment {

    /**
     * Creates it: the same for all trials but for the {@linkplain Trial#applyTo settings}.
     *
     * @throws IllegalArgumentException naming the value that is out of range
     */
    Experiment create(Trial trial);
}
