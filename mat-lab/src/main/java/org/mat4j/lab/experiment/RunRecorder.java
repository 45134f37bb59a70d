package org.mat4j.lab.experiment;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.mat4j.core.train.ResumableListener;
import org.mat4j.core.train.TrainingListener;

/** Keeps what a training did and how long it took, also if it failed; for one training. */
public final class RunRecorder {

    private final History history = new History();
    private final Stopwatch stopwatch = new Stopwatch();
    private final List<TrainingListener> others;

    /** @param others told of the training too */
    public RunRecorder(List<TrainingListener> others) {
        this.others = List.copyOf(others);
    }

    /** A row per update so far. */
    public History history() {
        return history;
    }

    /** Wall-clock time of the training, without the time between a stop and the resumption. */
    public double seconds() {
        return stopwatch.nanoseconds() / 1e9;
    }

    Stream<TrainingListener> listeners() {
        return Stream.concat(Stream.of(history, stopwatch), others.stream());
    }

    private static final class Stopwatch implements ResumableListener {

        private long start = System.nanoTime();
        private Long end;

        long nanoseconds() {
            return (end == null ? System.nanoTime() : end) - start;
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
            start = System.nanoTime() - ByteBuffer.wrap(state).getLong();
        }
    }
}
