package org.mat4j.lab.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.mat4j.core.io.AtomicFile;
import org.mat4j.core.io.FileErrors;

/** Writes a table, picture or record that is complete or absent. */
public final class OutputFile {

    private OutputFile() {}

    /**
     * Writes a file, in place of the one that may be there.
     *
     * @param file its folder must exist
     * @throws OutputException if it cannot be written
     */
    public static void write(Path file, AtomicFile.Content content) {
        try {
            AtomicFile.write(file, content);
        } catch (IOException e) {
            throw new OutputException(
                    "cannot write " + file + ": " + FileErrors.reason(e)
                            + "; choose a folder that can be written to, with space left",
                    e);
        }
    }

    /** Writes a text in UTF-8, as {@link #write} does. */
    public static void writeText(Path file, String text) {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
