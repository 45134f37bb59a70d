package org.mat4j.core.measure.attack.ensemble;

/** One run of an attack on one example: it asks the model for one point after another. */
interface Search {
    /** The point to ask for, [d]. */
    double[] point();

    /** Takes the model's answer to that point and moves on; whether there is another point to ask for. */
    boolean take(Answer answer);
}
