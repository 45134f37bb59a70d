package org.mat4j.lab.results;

import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentData;

/** The data of the last experiment, for the next ones that share it; for several threads. */
final class LoadedData {

    private DataSelection selection;
    private long seed;
    private ExperimentData data;

    synchronized ExperimentData of(Experiment experiment) {
        if (data == null || !selection.equals(experiment.data()) || seed != experiment.seed()) {
            data = null; // before the next is loaded: it may be large
            selection = experiment.data();
            seed = experiment.seed();
            data = ExperimentData.load(selection, seed);
        }
        return data;
    }
}
