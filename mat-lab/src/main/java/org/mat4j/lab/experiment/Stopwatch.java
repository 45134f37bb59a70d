package org.mat4j.lab.experiment;

import java.nio.ByteBuffer;
import org.mat4j.core.train.ResumableListener;

/** The wall-clock time of a training, without the time between a stop and the resumption. */
final class Stopwatch implements ResumableListener {

    private static final double NANOSECONDS = 1e9;

    private long start = System.nanoTime();
    private long before;
    private Long end;

    double seconds() {
        return nanoseconds() / NANOSECONDS;
    }

    private long nanoseconds() {
        return before + (end == null ? System.nanoTime() : end) - start;
    }

    @Override
    public void onEnd() {
        end = System.nanoTime();
    }

    @Override
    public String stateName() {
        return "stopwatch";
    }

    @Override
    public byte[] state() {
        return ByteBuffer.allocate(Long.BYTES).putLong(nanoseconds()).array();
    }

    @Override
    public void restore(byte[] state) {
        before = ByteBuffer.wrap(state).getLong();
        start = System.nanoTime();
    }
}
