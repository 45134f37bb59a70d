package org.mat4j.examples.cli;

/** A command that knows which of its options help against an error. */
interface Advisor {

    /** Told after the error's message; empty for none. */
    String advice(Throwable error);
}
