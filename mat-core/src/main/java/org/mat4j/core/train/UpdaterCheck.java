package org.mat4j.core.train;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import org.mat4j.core.check.Checks;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/** Checks the numbers of ND4J's updaters, which take any: by their getters, so those of one's own updaters too. */
final class UpdaterCheck {

    /** How far ahead a schedule is asked for a rate above 0. */
    private static final int UPDATES = 10_000;

    private static final int EPOCHS = 1_000;
    private static final Set<String> DECAYS = Set.of("getBeta1", "getBeta2", "getMomentum", "getRho", "getRmsDecay");

    private UpdaterCheck() {}

    /** Throws if a training by the updater can change nothing, or nothing sensibly. */
    static void require(IUpdater updater) {
        String name = updater.getClass().getSimpleName();
        for (Method getter : updater.getClass().getMethods()) {
            if (getter.getParameterCount() > 0 || getter.getReturnType() != double.class) {
                continue;
            }
            String what = text(getter) + " of " + name;
            if (DECAYS.contains(getter.getName()) && !isScheduled(updater, getter)) {
                decay(what, value(updater, getter));
            } else if (getter.getName().equals("getEpsilon")) {
                Checks.positive(what, value(updater, getter));
            }
        }
        if (updater.hasLearningRate()) {
            requireRates(updater, name);
        }
    }

    private static void requireRates(IUpdater updater, String name) {
        double first = updater.getLearningRate(0, 0);
        // A rate that warms up may begin at 0.
        if (first != 0) {
            Checks.positive("learning rate of " + name, first);
        }
        boolean rises = IntStream.range(0, UPDATES).anyMatch(i -> Checks.isPositive(updater.getLearningRate(i, 0)))
                || IntStream.range(0, EPOCHS).anyMatch(e -> Checks.isPositive(updater.getLearningRate(0, e)));
        Checks.require(rises, "learning rate of " + name, first, Checks.POSITIVE + ", in some update");
    }

    /** Requires the rate of an update, which a schedule may give any number; it may fall to 0. */
    static double rate(double value, long update) {
        Checks.require(
                value >= 0 && value <= Float.MAX_VALUE,
                "learning rate of update " + (update + 1) + ", as the updater's schedule has it,",
                value,
                Checks.WEIGHT);
        return value;
    }

    /** Requires the weight of the past in a moving average. */
    static double decay(String what, double value) {
        Checks.require(value >= 0 && value < 1, what, value, "a number in [0, 1)");
        return value;
    }

    private static boolean isScheduled(IUpdater updater, Method getter) {
        return Arrays.stream(updater.getClass().getMethods())
                .filter(m -> m.getName().startsWith(getter.getName()) && m.getReturnType() == ISchedule.class)
                .anyMatch(m -> call(updater, m) != null);
    }

    private static double value(IUpdater updater, Method getter) {
        return (Double) call(updater, getter);
    }

    private static Object call(IUpdater updater, Method getter) {
        try {
            getter.setAccessible(true); // also of a local class
            return getter.invoke(updater);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException("cannot read " + getter, e);
        }
    }

    /** getRmsDecay as rmsDecay. */
    private static String text(Method getter) {
        String name = getter.getName().substring("get".length());
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
