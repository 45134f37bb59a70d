package org.mat4j.core.train.runs;

import java.io.Serializable;
import java.nio.file.Path;
import org.mat4j.core.train.StopSignal;

/**
 * Makes runs that are independent of one another, in any process that it is sent to. A run leaves files in the folder of its
 * name below a root, and nothing else; what it has left there when its process dies is what it is resumed from.
 *
 * <p>It holds what says how the runs are made, such as the words of a command line, not their data: a process that was sent
 * it {@linkplain #prepare loads} that. All methods are called by several threads at once.
 */
public interface RunMaker extends Serializable {

    /**
     * Gets ready in this process, before its first run; does nothing when called again.
     *
     * @param root folder of all runs
     * @throws RuntimeException if this process cannot make them, as it lacks their data or has other data
     */
    void prepare(Path root);

    /**
     * Makes a run, or resumes it; returns once its files are complete, or soon after the stop.
     *
     * @param name of the run, and of its folder below the root
     * @throws RuntimeException if the run failed, as it would anywhere
     */
    void make(Path root, String name, StopSignal stop);
}
