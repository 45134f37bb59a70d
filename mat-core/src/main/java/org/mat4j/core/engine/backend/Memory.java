package org.mat4j.core.engine.backend;

import java.util.Locale;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Checks of memory before it is asked for: where there is none, the system may end the program without a word. Estimates are
 * lower bounds, in numbers that do not overflow.
 */
public final class Memory {

    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Memory() {}

    /** What an array takes. */
    public static double bytes(DataType type, long... shape) {
        double bytes = type == DataType.UTF8 ? 1 : type.width();
        for (long size : shape) {
            bytes *= size;
        }
        return bytes;
    }

    /**
     * Requires that this machine could hold arrays of ND4J, which lie outside of Java's heap.
     *
     * @param what in the plural
     * @throws IllegalArgumentException with the estimate and what there is
     */
    public static void requireNative(String what, double bytes) {
        require(what, bytes, Pointer.totalPhysicalBytes(), "this machine's main memory");
    }

    /** As {@link #requireNative}, of arrays of Java. */
    public static void requireHeap(String what, double bytes) {
        require(what, bytes, Runtime.getRuntime().maxMemory(), "Java's heap, which -Xmx sets");
    }

    private static void require(String what, double bytes, long available, String of) {
        if (bytes > available) {
            throw new IllegalArgumentException(what + " need " + text(bytes) + ", expected at most " + text(available)
                    + ", " + of + ": make them smaller");
        }
    }

    private static String text(double bytes) {
        int unit = 0;
        double value = bytes;
        for (; value >= 1000 && unit < UNITS.length - 1; unit++) {
            value /= 1000;
        }
        return String.format(Locale.ROOT, value < 1e6 ? "%.1f %s" : "%.1e %s", value, UNITS[unit]);
    }
}
