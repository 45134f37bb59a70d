package org.mat4j.core.engine.backend;

import com.sun.jna.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps native memory that was freed for the next request.
 *
 * <p>Within a convolution oneDNN takes tens of megabytes from the C library and frees them at its end. By default the GNU
 * C library gives such blocks back to the system, and the next convolution pays for fresh pages: 26,000 page faults in a
 * MAT step of LeNet++, a third of its time. Other C libraries are left as they are.
 */
final class NativeHeap {

    private static final Logger LOG = LoggerFactory.getLogger(NativeHeap.class);

    /** Parameters of the GNU C library's mallopt. */
    private static final int TRIM_THRESHOLD = -1;

    private static final int TOP_PAD = -2;
    private static final int MMAP_MAX = -4;

    /** Above the 64 MB of one of the library's heaps, so that an empty one is kept. */
    private static final int KEPT_BYTES = 65 << 20;

    private NativeHeap() {}

    /** Changes the C library's settings for the whole process; whether it has them. */
    static boolean keepFreedMemory() {
        try {
            Function mallopt = Function.getFunction("c", "mallopt");
            return set(mallopt, MMAP_MAX, 0)
                    && set(mallopt, TRIM_THRESHOLD, Integer.MAX_VALUE)
                    && set(mallopt, TOP_PAD, KEPT_BYTES);
        } catch (LinkageError e) {
            LOG.debug("freed native memory is not kept: {}", e.getMessage());
            return false;
        }
    }

    private static boolean set(Function mallopt, int parameter, int value) {
        return mallopt.invokeInt(new Object[] {parameter, value}) == 1;
    }
}
