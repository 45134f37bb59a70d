package org.mat4j.core.engine.backend;

import java.util.function.Supplier;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.factory.Nd4j;

/** Work on arrays that outlive the workspace that the caller may have open. */
public final class Workspaces {

    private Workspaces() {}

    /** Works with all workspaces of the thread suspended: new arrays have memory of their own. */
    public static <T> T outside(Supplier<T> work) {
        MemoryWorkspace suspended = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
        try {
            return work.get();
        } finally {
            suspended.close();
        }
    }
}
