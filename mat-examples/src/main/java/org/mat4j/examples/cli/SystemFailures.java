package org.mat4j.examples.cli;

import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;

/** What to do about an error of the virtual machine, the native library, or the operating system. */
final class SystemFailures {

    private static final int MEGABYTE = 1 << 20;

    private SystemFailures() {}

    /** One sentence of what happened and what to do; empty for an error of another kind. */
    static Optional<String> describe(Throwable error) {
        // A class that finds no memory to start with is no library that cannot be loaded.
        return causes(error)
                .filter(OutOfMemoryError.class::isInstance)
                .map(full -> memory(String.valueOf(full.getMessage())))
                .findFirst()
                .or(() -> causes(error)
                        .map(SystemFailures::known)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static Optional<String> known(Throwable error) {
        if (error instanceof StackOverflowError) {
            return Optional.of("the thread's stack is too small; start Java with a larger one, such as -Xss2m");
        }
        if (error instanceof LinkageError broken) {
            return Optional.of(library(root(broken)));
        }
        if (String.valueOf(error.getMessage()).contains("Too many open files")) {
            return Optional.of(
                    error.getMessage()
                            + "; the operating system limits how many a program may have: raise it (ulimit -n), or close others");
        }
        return Optional.empty();
    }

    private static String memory(String message) {
        if (message.contains("native thread")) {
            return "the operating system grants no further thread (" + message
                    + "); raise its limit (ulimit -u, or the container's), or lower OMP_NUM_THREADS";
        }
        if (message.contains("Cannot allocate") || message.contains("Physical memory")) {
            return "memory outside of Java's heap is full (" + message + "); it may take "
                    + Pointer.maxBytes() / MEGABYTE + " MB, the program as a whole "
                    + Pointer.maxPhysicalBytes() / MEGABYTE
                    + " MB: start Java with a larger -Xmx, which raises both, or ask for less, such as a smaller batch or"
                    + " width";
        }
        return "Java's heap is full (" + message + "); it may take "
                + Runtime.getRuntime().maxMemory() / MEGABYTE
                + " MB: start Java with a larger -Xmx, or ask for less, such as fewer examples";
    }

    private static String library(Throwable root) {
        return "a library cannot be loaded (" + Errors.text(root)
                + "); keep the program's jar beside its folder lib, all of the same build. Native libraries are unpacked into"
                + " the folder of -Dorg.bytedeco.javacpp.cachedir=DIR, else below the home folder or that for temporary"
                + " files: one of them must be writable, on a disk with space, and allow programs to run";
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause);
    }

    private static Throwable root(Throwable error) {
        return causes(error).reduce(error, (first, second) -> second);
    }
}
