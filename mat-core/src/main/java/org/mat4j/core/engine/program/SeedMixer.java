package org.mat4j.core.engine.program;

/** Makes unrelated seeds of neighboring numbers. */
public final class SeedMixer {

    private static final long FOR_ZERO = 0x9E3779B97F4A7C15L;

    private SeedMixer() {}

    /** The seed for ND4J's generators, which take the time of day for 0: another one in its place. */
    public static long forNd4j(long seed) {
        return seed == 0 ? FOR_ZERO : seed;
    }

    /** The finalizer of SplitMix64, without the sign. */
    public static long mix(long x) {
        long y = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        y = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
        return (y ^ (y >>> 31)) & Long.MAX_VALUE;
    }
}
