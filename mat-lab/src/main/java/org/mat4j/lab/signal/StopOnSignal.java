package org.mat4j.lab.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.TrainingListener;

/**
 * Stops a training at Ctrl-C (SIGINT) or SIGTERM, after the update that is running; a second signal ends the program at
 * once, as any does before and after training. It may listen to several trainings, one after another.
 */
public final class StopOnSignal implements TrainingListener {

    private final StopSignal stop = new StopSignal();
    private final Consumer<String> messages;
    private final List<Runnable> restorations = new ArrayList<>();
    private volatile EndingSignal received;

    /** @param messages is told, on another thread, that the training is about to stop */
    public StopOnSignal(Consumer<String> messages) {
        this.messages = messages;
    }

    /** What the training is to be built with. */
    public StopSignal stop() {
        return stop;
    }

    /**
     * What the program is to end with: 130 after SIGINT, 143 after SIGTERM.
     *
     * @throws IllegalStateException if no signal came
     */
    public int exitCode() {
        if (received == null) {
            throw new IllegalStateException("no signal was received");
        }
        return received.exitCode();
    }

    @Override
    public void onStart(TrainingPlan plan) {
        for (EndingSignal signal : EndingSignal.values()) {
            restorations.add(signal.handle(() -> receive(signal)));
        }
    }

    @Override
    public void onEnd() {
        restorations.forEach(Runnable::run);
        restorations.clear();
    }

    private void receive(EndingSignal signal) {
        if (received != null) {
            // Not System.exit, which waits for what may hang.
            Runtime.getRuntime().halt(signal.exitCode());
        }
        received = signal;
        stop.request();
        messages.accept("stopping after this update; a second signal ends the program at once");
    }
}
