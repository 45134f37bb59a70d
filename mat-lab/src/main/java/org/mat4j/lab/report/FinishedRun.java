package org.mat4j.lab.report;

import java.nio.file.Path;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.experiment.RunSummary;
import org.mat4j.lab.study.NamedModel;

/**
 * What a run left in its folder, all but its model.
 *
 * @param summary its settings and results
 * @param curves of its training
 */
public record FinishedRun(RunSummary summary, RunCurves curves) {

    /** As the report shows it. */
    public String name() {
        return curves.name();
    }

    /**
     * Reads a run.
     *
     * @param model its open model, whose name the run gets
     * @param folder the run's
     * @throws org.mat4j.data.DataException if a file is missing or damaged, or the run was replaced since the model was
     *     opened
     */
    public static FinishedRun read(NamedModel model, Path folder) {
        RunDirectory directory = new RunDirectory(folder);
        RunSummary summary = RunSummary.read(directory);
        summary.requireOf(model.model().info(), directory);
        return new FinishedRun(summary, RunCurves.read(model.name(), directory));
    }
}
