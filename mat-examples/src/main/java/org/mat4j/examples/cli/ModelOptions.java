package org.mat4j.examples.cli;

import java.util.ArrayList;
import java.util.List;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.lab.study.NamedModels;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which saved models are looked at. */
final class ModelOptions {

    @Option(
            names = "--model",
            paramLabel = "FILE",
            required = true,
            arity = "1..*",
            description = "The model.zip of one run or several, each a path, named after its folder, or NAME=FILE.")
    List<String> files = new ArrayList<>();

    /** Loads them, for the images of a dataset. */
    NamedModels load(CommandSpec spec, ImageDataset dataset) {
        NamedModels models;
        try {
            models = NamedModels.load(files);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        try {
            models.requireFit(dataset);
            return models;
        } catch (IllegalArgumentException e) {
            models.close();
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
