package org.mat4j.lab.experiment;

import org.mat4j.core.model.TrainedModel;

/**
 * What an experiment gives beside its files.
 *
 * @param summary its numbers
 * @param model the model, as loaded from its file
 */
public record ExperimentResult(RunSummary summary, TrainedModel model) implements AutoCloseable {

    @Override
    public void close() {
        model.close();
    }
}
