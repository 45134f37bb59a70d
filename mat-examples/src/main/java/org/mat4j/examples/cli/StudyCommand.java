package org.mat4j.examples.cli;

import java.util.List;
import java.util.Optional;
import org.mat4j.core.check.Checks;
import org.mat4j.data.dataset.DataSource;
import org.mat4j.lab.study.NamedModel;
import org.mat4j.lab.study.NamedModels;
import picocli.CommandLine.ArgGroup;

/** What the commands on saved models share: these, and on which data they are looked at. */
abstract class StudyCommand extends BaseCommand {

    @ArgGroup(validate = false, heading = "%nData%n")
    DataOptions data = new DataOptions();

    /**
     * Loads models for the data; those of a table in the units of its standardized columns.
     *
     * @param files each a path, named after its folder, or NAME=FILE
     */
    NamedModels open(List<String> files) {
        NamedModels models = asked(() -> {
            Checks.require(!files.isEmpty(), "--model", "missing", "the model.zip of one run or several");
            return NamedModels.load(files);
        });
        try {
            return asked(() -> {
                data.readFor(models.all().stream().map(NamedModel::model).toList());
                DataSource source = data.source(given());
                models.requireFit(source);
                given().require(source.hasImages(), "on a table, whose columns have no bounds", "--clip");
                return source.hasImages() ? models : models.behindFirstLayers();
            });
        } catch (RuntimeException e) {
            models.close();
            throw e;
        }
    }

    @Override
    Optional<String> advice(Throwable error) {
        return data.advice(error);
    }
}
