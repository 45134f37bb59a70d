package org.mat4j.lab.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.experiment.RunSummary;
import org.mat4j.lab.plot.curve.RunHistory;
import org.mat4j.lab.plot.curve.SmoothnessHistory;
import org.mat4j.lab.study.NamedModel;

/**
 * What a run left in its folder, all but its model.
 *
 * @param name as the report shows it
 * @param summary its settings and results
 * @param history its learning curves
 * @param smoothness empty if it was not measured during training
 */
public record FinishedRun(String name, RunSummary summary, RunHistory history, Optional<SmoothnessHistory> smoothness) {

    /**
     * Reads a run.
     *
     * @param model its open model, whose name the run gets
     * @param folder the run's
     * @throws org.mat4j.data.DataException if a file is missing or damaged
     */
    public static FinishedRun read(NamedModel model, Path folder) {
        RunDirectory directory = new RunDirectory(folder);
        return new FinishedRun(
                model.name(),
                RunSummary.read(directory),
                RunHistory.read(model.name(), directory.history()),
                Files.exists(directory.smoothness())
                        ? Optional.of(SmoothnessHistory.read(model.name(), directory.smoothness()))
                        : Optional.empty());
    }
}
