package org.mat4j.core.engine.backend;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** The widest vector instructions of an x86-64 processor, in ascending order. */
public enum VectorUnit {

    /** The processor is of another kind, or the JVM does not tell. */
    UNKNOWN,
    /** No AVX2. */
    BELOW_AVX2,
    /** 256 bits. */
    AVX2,
    /** 512 bits. */
    AVX512;

    private static final int AVX2_LEVEL = 2;
    private static final int AVX512_LEVEL = 3;

    /** What the JVM found at its start; it knows on every operating system. */
    public static VectorUnit detect() {
        HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (jvm == null) {
            return UNKNOWN;
        }
        try {
            return ofLevel(Integer.parseInt(jvm.getVMOption("UseAVX").getValue()));
        } catch (IllegalArgumentException notX86) {
            return UNKNOWN;
        }
    }

    static VectorUnit ofLevel(int level) {
        return level >= AVX512_LEVEL ? AVX512 : level >= AVX2_LEVEL ? AVX2 : BELOW_AVX2;
    }
}
