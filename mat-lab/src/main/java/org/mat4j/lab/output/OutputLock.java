package org.mat4j.lab.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.mat4j.core.io.FileErrors;
import org.mat4j.core.io.FolderLock;

/** Keeps a second program out of a folder that is written to: it would remove checkpoints that the first needs. */
public final class OutputLock {

    private OutputLock() {}

    /**
     * Works in a folder, alone.
     *
     * @return what the work returns
     * @throws FolderInUseException if a program is writing to the folder, this one included
     * @throws OutputException if it cannot be locked
     */
    public static <T> T alone(Path folder, Supplier<T> work) {
        try (FolderLock lock = FolderLock.tryAcquire(folder).orElse(null)) {
            if (lock == null) {
                throw new FolderInUseException(folder);
            }
            return work.get();
        } catch (IOException e) {
            throw new OutputException(
                    "cannot lock the folder " + folder + ": " + FileErrors.reason(e)
                            + "; choose another one, on a file system with locks",
                    e);
        }
    }
}
