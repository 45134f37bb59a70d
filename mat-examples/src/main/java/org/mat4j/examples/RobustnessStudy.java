package org.mat4j.examples;

import java.nio.file.Path;
import java.util.List;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.lab.experiment.Comparison;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentData;
import org.mat4j.lab.experiment.Progress;
import org.mat4j.lab.plot.robustness.RobustnessChart;
import org.mat4j.lab.study.NamedModels;
import org.mat4j.lab.study.RobustnessConfig;
import org.mat4j.lab.study.RobustnessMeasurement;
import org.mat4j.layers.network.LeNetPlusPlus;

/**
 * Figure 4 of the paper in small: trains a model by each of four methods on the embedded digits, attacks them, and writes
 * the accuracy by noise level as a table and a chart. Takes some minutes and no arguments.
 */
public final class RobustnessStudy {

    private static final List<TypedMethod> METHODS =
            List.of(Methods.baseline(), Methods.adversarial(Norm.L2, 2.0), Methods.vat(2.0), Methods.mat(2.0));

    private RobustnessStudy() {}

    /** Writes to runs/robustness; arguments are not read. */
    public static void main(String[] args) {
        Backend.keepNativeMemory();
        run(Path.of("runs", "robustness"), 300, 300, Progress.detect());
    }

    static RobustnessMeasurement run(Path output, int updates, int examples, Progress progress) {
        Experiment experiment = Experiment.builder(DataSelection.of(ImageDataset.SAMPLE))
                .network(LeNetPlusPlus.builder().width(8).build())
                .updates(updates)
                .robustnessSize(0)
                .build();
        ExperimentData data = ExperimentData.load(experiment.data(), experiment.seed());
        Comparison.run(experiment, METHODS, data, output, progress, result -> {});
        try (NamedModels models = NamedModels.load(Comparison.models(output, METHODS))) {
            RobustnessMeasurement measured = RobustnessMeasurement.of(
                    models.all(),
                    data.test(),
                    RobustnessConfig.defaults().withExamples(examples),
                    (model, attack) -> System.err.println("attacking " + model + " by " + attack.id()));
            Path picture = output.resolve("robustness.png");
            measured.table().writeCsv(output.resolve("robustness.csv"));
            RobustnessChart.byAttack(measured.table()).write(picture);
            System.out.println(measured.text());
            System.out.println("The curves are in " + picture.toAbsolutePath());
            return measured;
        }
    }
}
