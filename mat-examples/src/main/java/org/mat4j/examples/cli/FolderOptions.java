package org.mat4j.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mat4j.core.io.FileErrors;
import org.mat4j.lab.output.OutputException;
import picocli.CommandLine.Option;

/** Where tables and pictures go. */
final class FolderOptions {

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder for the files; created if need be. Files of the same names are replaced.")
    private Path directory;

    /**
     * Creates the folder.
     *
     * @throws OutputException if it cannot be created
     */
    Path create() {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new OutputException(
                    "cannot create the folder " + directory + " (" + FileErrors.reason(e) + "); choose another one", e);
        }
    }
}
