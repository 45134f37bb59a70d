package org.mat4j.core.train;

import org.mat4j.core.engine.program.SeedMixer;

/** Seeds of the random numbers of each update, by use, so that any update can be repeated without those before it. */
enum Seeds {
    NOISE,
    DROPOUT,
    STATISTICS;

    /** Well mixed, so that neighboring updates have unrelated numbers; never 0, for which ND4J takes the time of day. */
    long of(long seed, long update) {
        return Math.max(1, SeedMixer.mix(seed * 0x9E3779B97F4A7C15L + update * 0xD1B54A32D192ED03L + ordinal() + 1));
    }
}
