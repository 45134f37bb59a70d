package org.mat4j.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentData;
import org.mat4j.lab.experiment.ExperimentRunner;
import org.mat4j.lab.experiment.Progress;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.experiment.RunDirectory.Existing;
import org.mat4j.lab.study.NamedModels;
import org.mat4j.layers.network.LeNetPlusPlus;

/** Models of the embedded digits for the studies: small LeNet++ with a 2-D latent, one by each method. */
final class SampleModels {

    /** A quarter of the paper's filters. */
    private static final int WIDTH = 8;

    private static final long SEED = 1;

    private SampleModels() {}

    static ExperimentData data() {
        return ExperimentData.load(DataSelection.of(ImageDataset.SAMPLE), SEED);
    }

    /**
     * Trains and saves a model by each method, in a folder of its name; earlier ones are replaced.
     *
     * @param methods one or more
     * @param updates of each
     * @param output where the folders go
     * @return the saved models, to be closed
     */
    static NamedModels train(
            List<TypedMethod> methods, int updates, ExperimentData data, Path output, Progress progress) {
        List<String> files = new ArrayList<>();
        for (TypedMethod method : methods) {
            Experiment experiment = Experiment.builder(DataSelection.of(ImageDataset.SAMPLE))
                    .network(LeNetPlusPlus.builder().width(WIDTH).build())
                    .method(method)
                    .updates(updates)
                    .seed(SEED)
                    .robustnessSize(0)
                    .build();
            RunDirectory directory = RunDirectory.open(output.resolve(method.id()), Existing.REPLACE);
            ExperimentRunner.run(experiment, data, directory, progress.listeners(experiment, data.examples()))
                    .close();
            files.add(directory.model().toString());
        }
        return NamedModels.load(files);
    }
}
