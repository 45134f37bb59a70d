package org.mat4j.core.train.runs;

import java.nio.file.Path;
import java.util.List;
import org.mat4j.core.train.StopSignal;

/** Where many runs are made, such as a cluster. */
@FunctionalInterface
public interface RunPlace {

    /**
     * Makes runs, in any order and several at once; returns when each has ended or failed, or after the stop. One whose process
     * died is made again elsewhere, from what it has left; one that failed is not.
     *
     * @param root folder of all runs, in which each has a folder of its name; it exists
     * @param names of the runs, each once
     * @param listener is told of each on the calling thread, in the order in which they end
     * @throws RuntimeException if no run can be made there; none is begun then
     */
    void make(RunMaker maker, Path root, List<String> names, StopSignal stop, Listener listener);

    /** Is told of each run. */
    interface Listener {

        /** After a run that returned; its files are in its folder. */
        void onEnd(String name);

        /** After a run that failed. */
        void onFailure(String name, RuntimeException error);
    }
}
