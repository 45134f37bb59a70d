package org.mat4j.lab.report;

import java.nio.file.Files;
import java.util.Optional;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.plot.curve.RunHistory;
import org.mat4j.lab.plot.curve.SmoothnessHistory;

/**
 * The curves of a run, finished or not.
 *
 * @param name as the report shows it
 * @param history its learning curves
 * @param smoothness empty if it was not measured during training
 */
public record RunCurves(String name, RunHistory history, Optional<SmoothnessHistory> smoothness) {

    /**
     * Reads those of a run.
     *
     * @throws org.mat4j.data.DataException if a file is missing or damaged
     */
    static RunCurves read(String name, RunDirectory run) {
        return new RunCurves(
                name,
                RunHistory.read(name, run.history()),
                Files.exists(run.smoothness())
                        ? Optional.of(SmoothnessHistory.read(name, run.smoothness()))
                        : Optional.empty());
    }
}
