package org.mat4j.core.method;

import java.util.Objects;

/** A way to train: an objective with a name for files and logs. The ready ones are {@link Methods}. */
public interface Method {

    /** Short lower-case name. */
    String id();

    /** What is minimized. */
    Objective objective();

    /** A method of one's own. */
    static Method of(String id, Objective objective) {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(objective, "objective");
        return new Method() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public Objective objective() {
                return objective;
            }
        };
    }
}
