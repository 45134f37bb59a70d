package org.mat4j.lab.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.mat4j.core.io.FolderLock;
import org.mat4j.data.DataException;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.experiment.RunProgress;

/**
 * A run that trains, was stopped or failed, as it is seen in its folder.
 *
 * @param curves of the training so far
 * @param progress how far it has come; empty in a folder of an earlier version
 * @param running whether a program writes to the folder
 */
public record UnfinishedRun(RunCurves curves, Optional<RunProgress> progress, boolean running) {

    /** As the report shows it. */
    public String name() {
        return curves.name();
    }

    /** How it stands, in words. */
    String state() {
        return running
                ? "still running"
                : "stopped at update " + curves.history().updates();
    }

    /**
     * Reads a run.
     *
     * @param name it gets
     * @param folder of a run that is not {@linkplain RunDirectory#isFinished finished}
     * @throws DataException if its history is missing, or a file is damaged or cannot be read
     */
    public static UnfinishedRun read(String name, Path folder) {
        RunDirectory run = new RunDirectory(folder);
        try {
            // Asked first: a run that ends meanwhile is told as running, not as stopped.
            boolean running = FolderLock.isHeld(folder);
            return new UnfinishedRun(
                    RunCurves.read(name, run),
                    Files.exists(run.progress()) ? Optional.of(RunProgress.read(run.progress())) : Optional.empty(),
                    running);
        } catch (IOException e) {
            throw DataException.unreadable(folder.resolve(FolderLock.FILE), e);
        }
    }
}
