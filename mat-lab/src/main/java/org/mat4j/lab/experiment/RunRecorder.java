package org.mat4j.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import org.mat4j.core.train.TrainingListener;

/** Keeps what a training did, also if it failed; for one training. */
public final class RunRecorder {

    private final History history = new History();
    private final Stopwatch stopwatch = new Stopwatch();
    private final List<TrainingListener> listeners = new ArrayList<>(List.of(history, stopwatch));

    /** @param others told of the training too */
    public RunRecorder(List<TrainingListener> others) {
        listeners.addAll(others);
    }

    /** A row an update so far. */
    public History history() {
        return history;
    }

    /** Wall-clock time of the training, without the time between a stop and the resumption. */
    public double seconds() {
        return stopwatch.seconds();
    }

    List<TrainingListener> listeners() {
        return listeners;
    }
}
