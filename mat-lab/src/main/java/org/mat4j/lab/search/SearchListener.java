package org.mat4j.lab.search;

import java.util.List;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.lab.experiment.Experiment;

/** Is told how a search goes. Every method does nothing by default. */
public interface SearchListener {

    /**
     * Before a trial is trained, or resumed.
     *
     * @param trial which one
     * @param experiment what it trains
     * @return listeners of its training
     */
    default List<TrainingListener> onTrial(Trial trial, Experiment experiment) {
        return List.of();
    }

    /** After a trial that is over. */
    default void onResult(Trial trial, TrialResult result) {}
}
