package org.mat4j.examples.cli;

import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.TrainingListener;

/**
 * Stops a training at Ctrl-C (SIGINT), after the update that is running; a second one ends the program at once, as any
 * does before and after training.
 */
final class InterruptListener implements TrainingListener {

    /** Of a program that was ended by SIGINT: 128 + 2. */
    static final int EXIT_CODE = 130;

    private final StopSignal stop;
    private final Messages messages;
    private InterruptHandler handler;

    InterruptListener(StopSignal stop, Messages messages) {
        this.stop = stop;
        this.messages = messages;
    }

    @Override
    public void onStart(TrainingPlan plan) {
        handler = InterruptHandler.install(this::interrupted);
    }

    @Override
    public void onEnd() {
        if (handler != null) {
            handler.remove();
            handler = null;
        }
    }

    private void interrupted() {
        if (stop.isRequested()) {
            // Not System.exit, which waits for what may hang.
            Runtime.getRuntime().halt(EXIT_CODE);
        }
        stop.request();
        messages.info("stopping after this update; Ctrl-C again ends the program at once");
    }
}
