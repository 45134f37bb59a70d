package org.mat4j.lab.search;

import java.util.Locale;

/** How far a trial is. */
public enum TrialState {
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
