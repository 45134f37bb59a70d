package org.mat4j.core.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/** Files that are no files; where the system has none, the test that wants one is skipped. */
public final class SpecialFiles {

    private SpecialFiles() {}

    /** A pipe of that name without another end: to open it is to wait. */
    public static Path pipe(Path folder) {
        Path pipe = folder.resolve("pipe");
        try {
            assumeTrue(
                    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "this system makes no pipes");
        } catch (IOException e) {
            assumeTrue(false, "there is no mkfifo: " + e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return pipe;
    }
}
