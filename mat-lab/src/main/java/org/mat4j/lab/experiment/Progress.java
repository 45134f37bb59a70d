package org.mat4j.lab.experiment;

import java.io.Console;
import java.util.List;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.listener.LoggingListener;

/** How a program shows the progress of training, always on standard error. */
public enum Progress {

    /** A bar that moves, for a terminal. */
    BAR,

    /** Plain lines in the log, for files and pipes. */
    LINES,

    /** Nothing. */
    NONE;

    private static final int UPDATES_PER_LINE = 50;

    /** A bar where the program runs in a terminal, lines where not. */
    public static Progress detect() {
        return isTerminal(System.console()) && !"dumb".equals(System.getenv("TERM")) ? BAR : LINES;
    }

    /** Listeners that show it on standard error. */
    public List<TrainingListener> listeners(Experiment experiment, TrainingExamples data) {
        return switch (this) {
            case BAR ->
                List.of(new ProgressBarListener(
                        data.training().size() / experiment.batchSize(), new ConsoleProgressBarConsumer(System.err)));
            case LINES -> List.of(new LoggingListener(UPDATES_PER_LINE));
            case NONE -> List.of();
        };
    }

    private static boolean isTerminal(Console console) {
        if (console == null) {
            return false;
        }
        try {
            // From Java 22 on there is a console without a terminal too, and a method that tells.
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
