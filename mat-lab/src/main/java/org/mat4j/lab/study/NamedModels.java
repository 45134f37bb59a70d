package org.mat4j.lab.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.data.dataset.DataSource;

/**
 * Some open models with distinct names; closing it closes them.
 *
 * @param all in the order given
 */
public record NamedModels(List<NamedModel> all) implements AutoCloseable {
    /** Copies the list. */
    public NamedModels {
        all = List.copyOf(all);
    }

    /**
     * Loads models.
     *
     * @param files each is a path, named after its folder, or {@link NamedPath NAME=PATH}
     * @throws IllegalArgumentException if there is none, two have the same name, or one is empty
     * @throws org.mat4j.core.model.ModelFileException if one cannot be read; those before it are closed
     */
    public static NamedModels load(List<String> files) {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("there is no model, expected at least one file");
        }
        Map<String, Path> named = new LinkedHashMap<>();
        for (String text : files) {
            NamedPath given = NamedPath.parse(text);
            Path file = given.path();
            String name = given.name().orElseGet(() -> NamedModel.nameOf(file));
            Path other = named.put(name, file);
            if (other != null) {
                throw new IllegalArgumentException("two models are named '" + name + "': " + other + " and " + file
                        + "; name them apart by NAME=FILE");
            }
        }
        List<NamedModel> models = new ArrayList<>();
        try {
            named.forEach((name, file) -> models.add(new NamedModel(name, TrainedModel.load(file))));
            return new NamedModels(models);
        } catch (RuntimeException e) {
            models.forEach(m -> m.model().close());
            throw e;
        }
    }

    /**
     * Makes sure that all models are for some data.
     *
     * @throws IllegalArgumentException naming the model that is not
     */
    public void requireFit(DataSource source) {
        all.forEach(model -> model.requireFit(source));
    }

    /**
     * The same models in the units of their first layers, where they have one, such as deviations of a table's columns; takes
     * ownership of the models.
     */
    public NamedModels behindFirstLayers() {
        return new NamedModels(all.stream().map(NamedModel::behindFirstLayer).toList());
    }

    @Override
    public void close() {
        all.forEach(m -> m.model().close());
    }
}
