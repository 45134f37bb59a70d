package org.mat4j.data.example;

/** How the examples of a random subset are shared among the classes. */
public enum ClassBalance {
    /**
     * As many of every class that has examples, give or take one where the count is no multiple of them. With the same seed a
     * larger subset contains the smaller one.
     */
    EQUAL,
    /** In the proportions of the whole, rounded by largest remainder; possible for any count. */
    PROPORTIONAL
}
