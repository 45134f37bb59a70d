package org.mat4j.lab.signal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jline.utils.Signals;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.TrainingListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a training at Ctrl-C (SIGINT) or SIGTERM, see {@link StopSignal}. A second signal ends the program at once, as any
 * does before and after training; so does the first one where the training is still there ten seconds later, as in a
 * listener or a source of data that takes long. It may listen to several trainings, one after another.
 */
public final class StopOnSignal implements TrainingListener {

    private static final Logger LOG = LoggerFactory.getLogger(StopOnSignal.class);

    /** By name their numbers. TERM is what containers, job schedulers and development environments send before they kill. */
    private static final Map<String, Integer> SIGNALS = Map.of("INT", 2, "TERM", 15);

    /** A program that a signal ended has this and the signal's number as exit code. */
    private static final int BASE = 128;

    /** Within which what can be broken off has ended and its checkpoint is written. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final StopSignal stop = new StopSignal();
    private final Consumer<String> messages;
    private final Map<String, Object> handlersBefore = new HashMap<>();
    private volatile Integer exitCode;
    private volatile boolean training;

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
        if (exitCode == null) {
            throw new IllegalStateException("no signal was received");
        }
        return exitCode;
    }

    /** Listens while trainings run elsewhere that are to be stopped from here. */
    public <T> T during(Supplier<T> work) {
        listen();
        try {
            return work.get();
        } finally {
            onEnd();
        }
    }

    @Override
    public void onStart(TrainingPlan plan) {
        listen();
    }

    private void listen() {
        training = true;
        SIGNALS.forEach((signal, number) -> {
            // Not a shutdown hook, which cannot tell a second signal.
            Object before = Signals.register(signal, () -> receive(BASE + number));
            if (before == null) {
                LOG.warn("this Java cannot handle SIG{}: it ends the program without a checkpoint", signal);
            } else {
                handlersBefore.put(signal, before);
            }
        });
    }

    @Override
    public void onEnd() {
        training = false;
        handlersBefore.forEach(Signals::unregister);
        handlersBefore.clear();
    }

    private void receive(int code) {
        if (exitCode != null) {
            // Not System.exit, which waits for what may hang.
            Runtime.getRuntime().halt(code);
        }
        exitCode = code;
        stop.request();
        messages.accept("stopping within seconds; a second signal ends the program at once");
        Thread watch = new Thread(this::endIfStuck, "end after a signal");
        watch.setDaemon(true);
        watch.start();
    }

    private void endIfStuck() {
        try {
            Thread.sleep(LONGEST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (training) {
            messages.accept(
                    "what is running cannot be stopped within " + LONGEST.toSeconds() + " s: ending the program");
            Runtime.getRuntime().halt(exitCode);
        }
    }
}
