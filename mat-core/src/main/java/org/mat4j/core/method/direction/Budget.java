package org.mat4j.core.method.direction;

/** Checks sizes of perturbations. */
final class Budget {

    private Budget() {}

    static void check(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + "; expected a positive, finite number");
        }
    }
}
