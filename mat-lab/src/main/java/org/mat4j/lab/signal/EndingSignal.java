package org.mat4j.lab.signal;

/** A signal that asks a program to end. SIGKILL cannot be handled. */
enum EndingSignal {
    /** Ctrl-C. */
    INT(2),

    /** What {@code kill}, containers, job schedulers and development environments send before they kill. */
    TERM(15);

    private static final int BASE = 128;

    private final int number;

    EndingSignal(int number) {
        this.number = number;
    }

    /** Of a program that this signal ended: 128 and the signal's number. */
    int exitCode() {
        return BASE + number;
    }
}
