package org.mat4j.examples.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mat4j.lab.output.Output;
import picocli.CommandLine.Option;

/** Which saved models are looked at, and where tables and pictures go. */
final class StudyFiles {

    @Option(
            names = "--model",
            paramLabel = "FILE",
            arity = "1..*",
            description = "The model.zip of one run or several, each a path, named after its folder, or NAME=FILE.")
    List<String> models = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder for the files; created if need be. Files of the same names are replaced.")
    private Path folder;

    /** Creates the folder if need be. */
    Path createFolder() {
        Output.createFolder(folder);
        return folder;
    }
}
