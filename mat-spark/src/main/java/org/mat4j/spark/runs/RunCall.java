package org.mat4j.spark.runs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.mat4j.core.io.FolderLock;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.runs.RunMaker;
import org.mat4j.spark.internal.Executors;
import org.mat4j.spark.internal.Packed;
import org.mat4j.spark.internal.Sent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a run on an executor. A run that fails is a result, and not made again; what is thrown is the executor's fault, and Spark
 * tries again elsewhere.
 *
 * @param maker of the runs, one for all tasks of an executor
 * @param storage of the runs' files
 */
record RunCall(Broadcast<Sent<RunMaker>> maker, RunStorage storage) implements Function<String, byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCall.class);
    private static final long POLL_MILLISECONDS = 100;

    @Override
    public byte[] call(String name) throws IOException, InterruptedException {
        prepare();
        TaskContext task = TaskContext.get();
        Path root = storage.root();
        awaitEndOfOther(root.resolve(name), task);
        storage.fetch(name, root);
        StopSignal stop = new StopSignal();
        Thread watch = new Thread(() -> watch(task, stop), "stop of " + name);
        watch.setDaemon(true);
        watch.start();
        Closeable kept = storage.keep(name);
        try {
            return Packed.of(make(root, name, stop));
        } finally {
            watch.interrupt();
            kept.close();
        }
    }

    private Outcome make(Path root, String name, StopSignal stop) {
        try {
            maker.value().get().make(root, name, stop);
            return Outcome.ENDED;
        } catch (RuntimeException e) {
            LOG.warn("the run {} failed", name, e);
            return Outcome.failed(e);
        }
    }

    /**
     * Makes sure that this process can make runs, and gets it ready.
     *
     * @throws IllegalStateException naming the machine, if it does not see the files, has no backend, or cannot get ready
     */
    private void prepare() {
        try {
            if (!storage.isSeen()) {
                throw new IllegalStateException("it does not see in " + storage.place()
                        + " what the driver wrote there, expected a folder that is the same on all machines; choose one that"
                        + " is mounted at the same place everywhere, or a Hadoop file system");
            }
            Executors.startNd4j();
            maker.value().get().prepare(storage.root());
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new IllegalStateException(
                    "the executor on " + Executors.host() + " cannot make the runs: " + Executors.text(e), e);
        }
    }

    /** Why this process cannot make the runs; empty if it can. Takes a moment, so that the tasks spread over all executors. */
    String fault(int task) throws InterruptedException {
        Thread.sleep(2 * POLL_MILLISECONDS);
        try {
            prepare();
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
