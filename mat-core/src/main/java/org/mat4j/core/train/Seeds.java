package org.mat4j.core.train;

import org.mat4j.core.engine.program.SeedMixer;

/** Seeds of the random numbers of each update, so that any update can be repeated without those before it. */
final class Seeds {

    /** What the numbers are for. */
    enum Use {
        NOISE,
        DROPOUT,
        STATISTICS
    }

    private Seeds() {}

    /** Well mixed, so that neighboring updates have unrelated numbers. */
    static long of(long seed, long update, Use use) {
        return SeedMixer.mix(seed * 0x9E3779B97F4A7C15L + update * 0xD1B54A32D192ED03L + use.ordinal() + 1);
    }
}
