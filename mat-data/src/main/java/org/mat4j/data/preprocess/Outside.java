package org.mat4j.data.preprocess;

import java.util.function.Supplier;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.factory.Nd4j;

/** Work on arrays of their own memory, whatever workspace the caller has open. */
final class Outside {
    private Outside() {}

    static <T> T ofWorkspaces(Supplier<T> work) {
        MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
        try {
            return work.get();
        } finally {
            outside.close();
        }
    }
}
