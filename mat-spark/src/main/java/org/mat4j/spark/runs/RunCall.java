package org.mat4j.spark.runs;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.mat4j.core.io.FolderLock;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.runs.RunMaker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a run on an executor. A run that fails is a result, and not made again; what is thrown is the executor's fault, and Spark
 * tries again elsewhere.
 *
 * @param maker of the runs, one for all tasks of an executor
 * @param root of the runs
 */
record RunCall(Broadcast<RunMaker> maker, SharedRoot root) implements Function<String, Outcome> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCall.class);
    private static final long POLL_MILLISECONDS = 100;

    @Override
    public Outcome call(String name) throws IOException, InterruptedException {
        root.prepare(maker.value());
        TaskContext task = TaskContext.get();
        awaitEndOfOther(root.folder().resolve(name), task);
        StopSignal stop = new StopSignal();
        Thread watch = new Thread(() -> watch(task, stop), "stop of " + name);
        watch.setDaemon(true);
        watch.start();
        try {
            maker.value().make(root.folder(), name, stop);
            return Outcome.ENDED;
        } catch (RuntimeException e) {
            LOG.warn("the run {} failed", name, e);
            return Outcome.failed(e);
        } finally {
            watch.interrupt();
        }
    }

    /** Why this process cannot make the runs; empty if it can. Takes a moment, so that the tasks spread over all executors. */
    String fault(int task) throws InterruptedException {
        Thread.sleep(2 * POLL_MILLISECONDS);
        try {
            root.prepare(maker.value());
            return "";
        } catch (IllegalStateException e) {
            return e.getMessage();
        }
    }

    /** An executor that the driver has given up may still be alive, and end soon. */
    private static void awaitEndOfOther(Path folder, TaskContext task) throws IOException, InterruptedException {
        while (FolderLock.isHeld(folder) && !task.isInterrupted()) {
            LOG.warn("waiting for {}, to which another process is still writing", folder);
            Thread.sleep(10 * POLL_MILLISECONDS);
        }
    }

    /** A task is told to end by a flag of its own. */
    private static void watch(TaskContext task, StopSignal stop) {
        try {
            while (!task.isInterrupted()) {
                Thread.sleep(POLL_MILLISECONDS);
            }
            stop.request();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the run is over
        }
    }
}
