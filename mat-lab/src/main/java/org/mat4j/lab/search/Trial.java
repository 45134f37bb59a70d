package org.mat4j.lab.search;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.mat4j.core.check.Checks;
import org.mat4j.core.method.TypedMethod;

/**
 * One of the settings that a search tries.
 *
 * @param number its place in the plan, from 1
 * @param values of the numbers that the space has candidates for
 */
public record Trial(int number, Map<Hyperparameter, Double> values) {

    /** How far a trial is. */
    public enum State {
        /** Trained to the end. */
        FINISHED,
        /** Ended by a loss or a parameter that became infinite or NaN. */
        DIVERGED,
        /** Stopped or killed, with a checkpoint to resume from. */
        UNFINISHED,
        /** Not begun, or killed before its first checkpoint. */
        WAITING;

        /** Lower-case name, as in tables. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether there is nothing left to do. */
        public boolean isOver() {
            return this == FINISHED || this == DIVERGED;
        }
    }

    /** Copies the map. */
    public Trial {
        Checks.atLeast(1, "number of the trial", number);
        Map<Hyperparameter, Double> copy = new EnumMap<>(Hyperparameter.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    /** The name of its folder, {@code trial-001}. */
    public String name() {
        return String.format(Locale.ROOT, "trial-%03d", number);
    }

    /**
     * The method with its values; the other settings stay as they are.
     *
     * @throws IllegalArgumentException if the method does not have one of them
     */
    public TypedMethod applyTo(TypedMethod method) {
        TypedMethod result = method;
        for (Map.Entry<Hyperparameter, Double> e : values.entrySet()) {
            result = result.with(e.getKey().setting(), e.getValue());
        }
        return result;
    }
}
