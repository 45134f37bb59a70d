package org.mat4j.core.train;

/** Seeds of the random numbers of each update, so that any update can be repeated without those before it. */
final class Seeds {

    /** What the numbers are for. */
    enum Use {
        NOISE,
        DROPOUT
    }

    private Seeds() {}

    /** Well mixed (the finalizer of SplitMix64), so that neighboring updates have unrelated numbers. */
    static long of(long seed, long update, Use use) {
        long x = seed * 0x9E3779B97F4A7C15L + update * 0xD1B54A32D192ED03L + use.ordinal() + 1;
        x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return (x ^ (x >>> 31)) & Long.MAX_VALUE;
    }
}
