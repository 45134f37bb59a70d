package org.mat4j.core.train.listener;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.mat4j.core.train.TrainingConfig.Duration.Unit;
import org.mat4j.core.train.TrainingListener.TrainingPlan;

/** How fast a training is, and how long it will still take: from the second update of this process on. */
final class Pace {

    private final TrainingPlan plan;
    private final LongSupplier nanoseconds;
    private long first = -1;
    private long start;
    private OptionalLong updates;

    /** @param nanoseconds a clock such as {@link System#nanoTime} */
    Pace(TrainingPlan plan, LongSupplier nanoseconds) {
        this.plan = plan;
        this.nanoseconds = nanoseconds;
        boolean counted = plan.duration().unit() == Unit.UPDATES;
        updates = counted ? OptionalLong.of(plan.duration().count()) : OptionalLong.empty();
    }

    /** After each update; the first takes longer than the others, and is not counted. */
    void update(long update) {
        if (first < 0) {
            first = update;
            start = nanoseconds.getAsLong();
        }
    }

    /** After each epoch, whose size says how many updates there will be. */
    void epoch(int epoch, long update) {
        if (updates.isEmpty()) {
            updates = OptionalLong.of(plan.duration().count() * (update / epoch));
        }
    }

    /** For the end of a line: updates per second, and the time left where it is known; empty before the second update. */
    String after(long update) {
        double seconds = (nanoseconds.getAsLong() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        if (first < 0 || update <= first || seconds <= 0) {
            return "";
        }
        double rate = (update - first) / seconds;
        String left = updates.isEmpty()
                ? ""
                : ", " + text(Duration.ofSeconds(Math.round((updates.getAsLong() - update) / rate))) + " left";
        return String.format(Locale.ROOT, ", %.3g updates/s%s", rate, left);
    }

    /** The two largest units. */
    static String text(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }
}
