package org.mat4j.core.engine.program;

/** Makes unrelated seeds of neighboring numbers. */
public final class SeedMixer {

    private SeedMixer() {}

    /** The finalizer of SplitMix64, without the sign. */
    public static long mix(long x) {
        long y = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        y = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
        return (y ^ (y >>> 31)) & Long.MAX_VALUE;
    }
}
