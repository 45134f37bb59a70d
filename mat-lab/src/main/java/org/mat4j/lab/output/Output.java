package org.mat4j.lab.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.mat4j.core.io.AtomicFile;
import org.mat4j.core.io.FileErrors;
import org.mat4j.core.io.FolderLock;
import org.mat4j.data.table.CsvTable;

/** Writes tables, pictures and records that are complete or absent, into folders that no other program writes to. */
public final class Output {

    private Output() {}

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

    /** Writes a {@link CsvTable}, as {@link #write} does. */
    public static void writeCsv(Path file, List<String> columns, List<? extends List<?>> rows) {
        writeText(file, CsvTable.text(columns, rows));
    }

    /**
     * Creates a folder if need be, and makes sure that it can be written to.
     *
     * @throws OutputException if it cannot be written to
     */
    public static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
            AtomicFile.requireWritable(folder);
        } catch (IOException e) {
            throw new OutputException(
                    "cannot write to the folder " + folder + ": " + FileErrors.reason(e) + "; choose another one", e);
        }
    }

    /**
     * Works in a folder while every other program is kept out: it would remove checkpoints that this one needs. What killed
     * programs left half-written there is removed.
     *
     * @return what the work returns
     * @throws FolderInUseException if a program is writing to the folder, this one included
     * @throws OutputException if it cannot be locked
     */
    public static <T> T alone(Path folder, Supplier<T> work) {
        try (FolderLock lock = FolderLock.tryAcquire(folder).orElse(null)) {
            if (lock == null) {
                throw new FolderInUseException(folder);
            }
            removeLeftovers(folder);
            return work.get();
        } catch (IOException e) {
            throw new OutputException(
                    "cannot lock the folder " + folder + ": " + FileErrors.reason(e)
                            + "; choose another one, on a file system with locks",
                    e);
        }
    }

    private static void removeLeftovers(Path folder) {
        try {
            AtomicFile.removeLeftovers(folder);
        } catch (IOException e) {
            throw new OutputException(
                    "cannot remove what a killed program left in the folder " + folder + ": " + FileErrors.reason(e),
                    e);
        }
    }
}
