package org.mat4j.lab.results;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import org.mat4j.core.train.StopSignal;

/** How the runs of a table are planned, to be planned again in each process that makes some of them. */
@FunctionalInterface
public interface PlanRecipe extends Serializable {

    /**
     * The runs; the same in every process.
     *
     * @param root below which each has a folder
     * @param stop what {@link PlannedRun#control} ends them by
     */
    List<PlannedRun> runs(Path root, StopSignal stop);
}
